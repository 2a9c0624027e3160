import { deepStrictEqual, strictEqual } from 'node:assert';
import { LedgerError } from '../../../src/core/base/errors';
import { analyseDocument } from '../../../src/core/language/analysis';
import {
  documentFindings,
  undeclaredInputs,
  type Finding,
  type Surroundings,
} from '../../../src/core/language/findings';
import { applyChanges } from '../../../src/core/language/sourceText';

function findingsOf(source: string, surroundings?: Surroundings): readonly Finding[] {
  return documentFindings(analyseDocument(source), surroundings);
}

/** `severity code "what is underlined"`, and the titles of the fixes. */
function print(source: string, surroundings?: Surroundings): string[] {
  return findingsOf(source, surroundings).map(({ severity, code, fixes, start, endExclusive }) => {
    const place = `${severity} ${code} ${JSON.stringify(source.slice(start, endExclusive))}`;
    return [place, ...fixes.map(({ title }) => title)].join('; ');
  });
}

/** What each first fix makes of the source. */
function fixed(source: string): string[] {
  return findingsOf(source).flatMap(({ fixes }) =>
    fixes.slice(0, 1).map(({ changes }) => applyChanges(source, changes)),
  );
}

const INPUTS = '---\ninputs:\n  a: { type: string }\n---\n';

describe('documentFindings', () => {
  const cases: [title: string, source: string, ...findings: string[]][] = [
    ['nothing about a good document', `${INPUTS}{{a}}`],
    ['nothing about names while nothing is declared', '{{a}}'],
    [
      'what is not declared, once',
      `${INPUTS}{{a}} {{b.c}} {{b}}`,
      'information undeclared-variable "b"; Declare input "b"',
    ],
    [
      'that several can be declared at once',
      `${INPUTS}{{a}} {{b}} {{c}}`,
      'information undeclared-variable "b"; Declare input "b"; Declare all 2 inputs',
      'information undeclared-variable "c"; Declare input "c"; Declare all 2 inputs',
    ],
    [
      'nothing about what an item of a list may hold',
      `${INPUTS}{{a}}{{#list}}{{x}}{{/list}}`,
      'information undeclared-variable "list"; Declare input "list"',
    ],
    ['what is never used', `${INPUTS}x`, 'hint unused-input "a"; Remove input "a"'],
    [
      'nothing of use where names may be in a format without variables',
      INPUTS.replace('---\n', '---\nformat: none\n'),
    ],
    ['nothing of use while a template is broken', `${INPUTS}{{`, 'error template "{{"'],
    ['nothing of use while includes are unknown', `${INPUTS}{{> shared/tone}}`],
    [
      'a text that begins like a chat',
      'user:\nHi',
      'warning document "user:"; Make it a chat: add "type: chat"',
    ],
    [
      'what is nearly a role line',
      '---\ntype: chat\n---\nsystem:\nx\n User :\ny',
      'warning document "User :"; Begin a message here: write "user:"',
    ],
    [
      'text above the first message',
      '---\ntype: chat\n---\nx\nuser:\n',
      'error document "x"; Begin a message here: add "system:"',
    ],
    [
      'an empty chat',
      '---\ntype: chat\n---\n',
      'error document ""; Begin a message here: add "user:"',
    ],
    [
      'nothing of the body and of names while a line of the front matter is being written',
      '---\ntype: chat\nmo\ninputs:\n  a: {}\n---\nuser:\n{{a}}',
      'error document "mo"',
    ],
    ['a wrong value, and no fix', '---\ntype: x\n---\nuser:', 'error document "x"'],
    ['a tag that is wrong', 'a {{/b}} c', 'error template "{{/b}}"'],
    ['an unknown key', '---\nmodle: x\n---\n', 'warning document "modle: x"'],
  ];
  for (const [title, source, ...findings] of cases) {
    it(`tells ${title}`, () => {
      deepStrictEqual(print(source), findings);
    });
  }

  it('offers the same fixes where the name stands again', () => {
    const source = `${INPUTS}{{a}} {{b}} {{b.c}}`;
    const [finding] = findingsOf(source);
    deepStrictEqual(
      finding?.alsoAt?.map(({ start, endExclusive }) => source.slice(start, endExclusive)),
      ['b'],
    );
  });
});

describe('The fixes of documentFindings', () => {
  const cases: [title: string, before: string, after: string][] = [
    [
      'declare',
      `${INPUTS}{{a}}{{b}}`,
      '---\ninputs:\n  a: { type: string }\n  b: { type: string }\n---\n{{a}}{{b}}',
    ],
    ['remove', `${INPUTS}x`, '---\n---\nx'],
    ['make a chat', 'user:\nHi', '---\ntype: chat\n---\nuser:\nHi'],
    ['mend a role line', '---\ntype: chat\n---\nUSER:\nx', '---\ntype: chat\n---\nuser:\nx'],
    ['begin a message', '---\ntype: chat\n---\nx', '---\ntype: chat\n---\nsystem:\nx'],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      strictEqual(fixed(before)[0], after);
    });
  }
});

describe('documentFindings with includes', () => {
  const include = (reference: string): string => {
    if (reference === 'loop') return '{{> loop}}';
    if (reference === 'tone') return '{{a}}';
    if (reference === 'talk') return '---\ntype: chat\n---\nuser:\nHi\n';
    if (reference === 'far') return '{{> talk}}';
    throw new LedgerError('prompt-not-found', {}, `There is no "${reference}".`);
  };

  it('knows what included prompts use', () => {
    deepStrictEqual(print(`${INPUTS}{{> tone}}`, { include }), []);
  });

  it('tells what cannot be found, and not what might use an input', () => {
    deepStrictEqual(print(`${INPUTS}{{> tone}}{{> nobody}}`, { include }), [
      'error unresolved-include "nobody"',
    ]);
  });

  it('tells the one that cannot stand here, or that leads to it, and no other', () => {
    for (const name of ['talk', 'far', 'loop']) {
      const source = `{{> tone}}\n\n{{> tone}} {{> ${name}}} {{> tone}}\n`;
      deepStrictEqual(print(source, { include }), [`error unresolved-include "${name}"`]);
    }
  });

  it('tells a cycle', () => {
    const [finding] = findingsOf('{{> loop}}', { include });
    strictEqual(finding?.code, 'unresolved-include');
    strictEqual(finding.message.includes('includes itself'), true);
  });
});

describe('undeclaredInputs', () => {
  it('takes for optional what is only asked for', () => {
    const analysis = analyseDocument('{{#a}}{{/a}}{{b}}');
    deepStrictEqual(undeclaredInputs(analysis, [{ a: true }]), [
      { name: 'a', required: false, type: 'boolean' },
      { name: 'b', required: true, type: 'string' },
    ]);
  });
});
