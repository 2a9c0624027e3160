import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { renderDocument } from '../../src/core/prompt/render/render';
import { withoutNone } from '../../src/interop/optionalJinja';
import { importedDocument } from '../support/interopFiles';

describe('an optional input of a Prompty', () => {
  const ROWS: readonly (readonly [template: string, absent: string, given: string])[] = [
    ['[{{wish}}]', '[]', '[a b]'],
    ['[{{- wish -}}]', '[]', '[a b]'],
    ['[{{ wish | upper }}]', '[]', '[A B]'],
    ['[{{ "x" ~ wish }}]', '[x]', '[xa b]'],
    ['{{ wish | default("none given") }}', 'none given', 'a b'],
    ['{% if wish %}[{{wish}}]{% else %}-{% endif %}', '-', '[a b]'],
    ['{% if wish is defined %}[{{wish}}]{% else %}-{% endif %}', '-', '[a b]'],
    ['{% if wish is not defined %}-{% elif wish %}+{% endif %}.', '-.', '+.'],
    ['{% for word in wish.split(" ") if wish %}<{{word}}>{% endfor %}.', '.', '<a><b>.'],
    ['{% raw %}{{wish}}{% endraw %}{{wish}}.', '{{wish}}.', '{{wish}}a b.'],
    ['The wish is defined. {{guest}}', 'The wish is defined. Kim', 'The wish is defined. Kim'],
  ];
  for (const [template, absent, given] of ROWS) {
    it(`prints nothing where nobody gives it: ${template}`, () => {
      const head = 'name: t\ninputs:\n  - { name: guest, kind: string, required: true }\n';
      const text = `---\n${head}  - { name: wish, kind: string }\n---\nuser:\n${template}\n`;
      const document = importedDocument('a.prompty', text);
      const said = (values: object): unknown => {
        const { output } = renderDocument(document, { guest: 'Kim', ...values });
        return output.type === 'chat' ? output.messages[0]?.content : output;
      };
      deepStrictEqual(
        [said({}), said({ wish: null }), said({ wish: 'a b' })],
        [absent, absent, given],
      );
    });
  }

  it('leaves a template as it is where it asks only whether the variable is there', () => {
    const text = '{% if wish %}Hurry.{% endif %} wish';
    strictEqual(withoutNone(text, ['wish']), text);
    strictEqual(withoutNone('{{ wishes }}', ['wish']), '{{ wishes }}');
    strictEqual(withoutNone('{{ wish }}', []), '{{ wish }}');
  });
});
