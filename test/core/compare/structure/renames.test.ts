import * as assert from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { diffVariables } from '../../../../src/core/compare/structure/renames';
import { CountedReads } from '../../../support/countedReads';
import type { PromptDocument } from '../../../../src/core/prompt/document/model';

function check(left: string, right: string, expected: readonly string[]): void {
  const changes = diffVariables(requireDocument(left), requireDocument(right));
  const told = changes.map(change => {
    if (change.kind === 'renamed') return `${change.from} → ${change.to}`;
    const where = change.within === undefined ? '' : ` in ${change.within.join(', ')}`;
    return `${change.kind} ${change.name}${where}`;
  });
  assert.deepEqual(told, expected);
}

describe('diffVariables', () => {
  for (const [story, left, right, expected] of [
    [
      'finds a variable that took another name',
      'Hi {{name}}!',
      'Hi {{customer}}!',
      ['name → customer'],
    ],
    [
      'finds it in a line that changed besides',
      'Dear {{name}}, how are you today?',
      'Dear {{customer}}, how are you this morning?',
      ['name → customer'],
    ],
    ['tells one that came', 'Hi', 'Hi {{name}}', ['added name']],
    ['tells one that went', 'Hi {{name}}', 'Hi', ['removed name']],
    [
      'takes no other use for a rename',
      'Hi {{name}}',
      'Your order {{order}} has arrived',
      ['added order', 'removed name'],
    ],
    [
      'tells two names apart that changed places with others',
      'From {{a}}\nto {{b}} now',
      'From {{x}}\nto {{y}} now',
      ['a → x', 'b → y'],
    ],
    [
      'knows a name from a part of a longer one',
      '{{name}} {{name_full}}',
      '{{title}} {{name_full}}',
      ['name → title'],
    ],
    [
      'finds a declared input that nothing uses yet',
      '---\ninputs: { a: { type: integer } }\n---\n',
      '---\ninputs: { b: { type: integer } }\n---\n',
      ['a → b'],
    ],
    [
      'finds a history by its name',
      '---\ntype: chat\n---\n@history: messages\n',
      '---\ntype: chat\n---\n@history: turns\n',
      ['messages → turns'],
    ],
    [
      'tells the section whose items may hold a name, and not of what is declared',
      '---\ninputs: { city: { type: string } }\n---\n{{city}}',
      '---\ninputs: { city: { type: string }, zip: { type: string } }\n---\n{{city}}{{#shop}}{{name}} {{zip}}{{/shop}}',
      ['added name in shop', 'added shop', 'added zip'],
    ],
    [
      'knows nothing of a template that cannot be read',
      '{{a}}',
      '---\nformat: f-string\n---\n{a',
      [],
    ],
  ] as const) {
    it(story, () => {
      check(left, right, expected);
    });
  }

  it('tells thousands of names one by one, without comparing each with each', () => {
    const counted = new CountedReads();
    const names = (first: string) =>
      Array.from({ length: 3000 }, (_, at) => [
        `${first}${at}`,
        counted.count({ type: 'string', description: `The value of ${at}` }),
      ]);
    const documentOf = (first: string): PromptDocument => ({
      format: 'mustache',
      frontMatter: { inputs: Object.fromEntries(names(first)) as unknown },
      body: { type: 'text', text: 'x' },
    });
    const changes = diffVariables(documentOf('a'), documentOf('b'));
    assert.equal(changes.length, 6000);
    assert.equal(counted.reads < 100 * changes.length, true, `${counted.reads} reads`);
  });

  it('compares names with each other while there are few enough', () => {
    const declared = (first: string) =>
      Array.from({ length: 100 }, (_, at) => `  ${first}${at}: { description: The ${at}th }`);
    const sourceOf = (first: string) => `---\ninputs:\n${declared(first).join('\n')}\n---\n`;
    const changes = diffVariables(requireDocument(sourceOf('a')), requireDocument(sourceOf('b')));
    assert.deepEqual(new Set(changes.map(({ kind }) => kind)), new Set(['renamed']));
  });
});
