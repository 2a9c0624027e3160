import { deepStrictEqual } from 'node:assert/strict';
import { historiesOf } from '../../src/interop/promptyHistory';
import { templateTags } from '../../src/interop/promptyTags';
import type { TemplateFormat } from '../../src/core/prompt/document/model';

function histories(template: string, format: TemplateFormat = 'jinja2') {
  const tags = templateTags(template, format);
  return historiesOf(template, tags, { format, threads: new Set(['thread']) }).map(
    ({ start, end, name }) => [name, template.slice(start, end)],
  );
}

const LOOP = '{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}';
const ASKED = `{% if talk %}\n${LOOP}\n{% endif %}`;

describe('a loop over a conversation', () => {
  it('is found, with a condition that only asks whether there is one', () => {
    deepStrictEqual(histories(`a ${LOOP} b`), [['talk', LOOP]]);
    deepStrictEqual(histories(`a ${ASKED} b`), [['talk', ASKED]]);
    const thread = '{% if thread %}{{ thread }}{% endif %}';
    deepStrictEqual(histories(thread), [['thread', thread]]);
    const section = '{{#talk}}\n{{role}}:\n{{content}}\n{{/talk}}';
    deepStrictEqual(histories(section, 'mustache'), [['talk', section]]);
  });

  const OTHERS = [
    LOOP.replace('in talk', 'in talk[-3:]'),
    LOOP.replace('in talk', 'in chat.talk'),
    LOOP.replace('in talk', 'in talk if t.role'),
    LOOP.replace('{{t.content}}', '{{t.content}} said {{t.name}}'),
    LOOP.replace('{{t.content}}', '{{u.content}}'),
    LOOP.replace('{{t.role}}:\n', '{{t.role}}: '),
    ASKED.replace('if talk', 'if more'),
    ASKED.replace(LOOP, `Before.\n${LOOP}`),
    `{% for u in us %}${LOOP}{% endfor %}`,
    '{% if talk %}{{ talk }}{% endif %}',
  ];
  for (const template of OTHERS) {
    it(`is none: ${JSON.stringify(template)}`, () => {
      deepStrictEqual(histories(template), []);
    });
  }
});
