import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/document';
import { verdictOf } from '../../src/core/verdict';

function verdict(before: string | undefined, after: string) {
  const current = before === undefined ? undefined : requireDocument(before);
  return verdictOf(current, requireDocument(after));
}

const inputs = (declared: string) => `---\ninputs:\n  name: ${declared}\n---\n{{name}}`;

describe('verdictOf', () => {
  // What was served, what is released, and whether a caller of the old one would fail.
  const cases: [what: string, before: string | undefined, after: string, breaking: boolean][] = [
    ['nothing was served before', undefined, 'Hi {{name}}', false],
    ['only words changed', 'Hi {{name}}', 'Hello {{name}}!', false],
    ['a variable is new', 'Hi', 'Hi {{name}}', true],
    ['a variable has another name', 'Hi {{name}}', 'Hi {{first_name}}', true],
    ['a variable is gone', 'Hi {{name}}', 'Hi', false],
    ['a new variable has a default', 'Hi', inputs('{ type: string, default: you }'), false],
    ['a new variable is optional', 'Hi', inputs('{ type: string, required: false }'), false],
    ['a new variable is required', 'Hi', inputs('{ type: string, required: true }'), true],
    ['a new condition may be absent', 'Hi', 'Hi{{#vip}}, dear{{/vip}}', false],
    ['a new name stands only in a section', 'Hi', '{{#items}}{{label}}{{/items}}', false],
    ['a text became a chat', 'Hi', '---\ntype: chat\n---\nuser:\nHi', true],
    ['an optional input became required', inputs('{ required: false }'), 'Hi {{name}}', true],
    ['a default was taken away', inputs('{ default: you }'), inputs('{ type: string }'), true],
    ['a condition is printed now', '{{#vip}}!{{/vip}}', '{{vip}}', true],
    ['a printed name is only a condition now', '{{vip}}', '{{#vip}}!{{/vip}}', false],
    ['an input takes another type', inputs('{ type: string }'), inputs('{ type: array }'), true],
    ['an input takes more', inputs('{ type: integer }'), inputs('{ type: number }'), false],
    ['only the model changed', '---\nmodel: a\n---\nHi', '---\nmodel: b\n---\nHi', false],
  ];
  for (const [what, before, after, breaking] of cases) {
    it(`${breaking ? 'breaks' : 'does not break'} callers where ${what}`, () => {
      strictEqual(verdict(before, after).breaking, breaking);
    });
  }

  it('names the variables that came and went, sorted', () => {
    deepStrictEqual(verdict('{{b}}{{a}}{{kept}}', '{{kept}}{{z}}{{y}}').variables, {
      added: ['y', 'z'],
      removed: ['a', 'b'],
    });
  });

  it('says what the noticed front matter was and is', () => {
    const before = '---\nmodel: a\nparameters: { temperature: 0 }\nmetadata: { x: 1 }\n---\nHi';
    const after = '---\nparameters: { temperature: 1 }\ntools: []\nmetadata: { x: 2 }\n---\nHi';
    deepStrictEqual(verdict(before, after).changed, {
      model: { from: 'a', to: null },
      parameters: { from: { temperature: 0 }, to: { temperature: 1 } },
      tools: { from: null, to: [] },
    });
  });

  it('lists all variables of a first release as new, and no change', () => {
    deepStrictEqual(verdict(undefined, '---\nmodel: a\n---\n{{b}}{{a}}'), {
      breaking: false,
      variables: { added: ['a', 'b'], removed: [] },
      changed: {},
    });
  });
});
