import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, printDocument } from '../../../../src/core/prompt/document/document';
import { mergeDocuments } from '../../../../src/core/prompt/merge/documents';
import {
  countConflicts,
  printPieces,
  sideOfPieces,
} from '../../../../src/core/prompt/merge/pieces';
import { document, text } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

const BASE = `---
type: chat
# Cheap enough for every customer.
model: openai/gpt-4o
parameters: { temperature: 0.7, max_tokens: 500 }
inputs:
  name: { type: string }
  query:
    type: string
    required: true
---
system:
You are a support agent. Be brief. Never promise a refund.

user:
{{query}}
`;

/** A text that was edited: each pair says what stands there now. */
function edited(...edits: readonly (readonly [was: string, is: string])[]): string {
  return edits.reduce((source, [was, is]) => {
    ok(source.includes(was), was);
    return source.replace(was, is);
  }, BASE);
}

const LABELS = { ours: 'your text', theirs: 'v3' };

function merge(base: string, ours: string, theirs: string): string {
  return printPieces(mergeDocuments({ base, ours, theirs }), LABELS);
}

type Edit = readonly [was: string, is: string];

/** What one side did, and what the other did: both are in the merged text, and nothing disagrees. */
const CLEAN: readonly (readonly [name: string, ours: readonly Edit[], theirs: readonly Edit[]])[] =
  [
    [
      'two parameters of one flow mapping',
      [['temperature: 0.7', 'temperature: 0']],
      [['max_tokens: 500', 'max_tokens: 900']],
    ],
    [
      'a parameter that was added, and one that was changed',
      [['max_tokens: 500 }', 'max_tokens: 500, top_p: 1 }']],
      [['temperature: 0.7', 'temperature: 0.2']],
    ],
    [
      'neighbouring keys of the front matter',
      [['model: openai/gpt-4o', 'model: openai/gpt-5']],
      [['temperature: 0.7', 'temperature: 0']],
    ],
    [
      'two inputs, one in a block and one in braces',
      [['    required: true', '    required: false']],
      [['name: { type: string }', 'name: { type: string, default: Ada }']],
    ],
    [
      'two keys that each side added at the same place',
      [['inputs:', 'tool_choice: auto\ninputs:']],
      [['inputs:', 'metadata: { owner: support }\ninputs:']],
    ],
    [
      'sentences of one line',
      [['Be brief.', 'Be brief and friendly.']],
      [['Never promise a refund.', 'Never promise a refund or a date.']],
    ],
    [
      'two messages',
      [['You are a support agent.', 'You are the support agent.']],
      [['{{query}}', '{{query}}\nSigned, {{name}}']],
    ],
    [
      'a message that was added at the end, and a change of the one before it',
      [['{{query}}\n', '{{query}}\n\nassistant:\nHello.\n']],
      [['You are a support agent.', 'You help.']],
    ],
    [
      'a key that went, and a text that changed',
      [['parameters: { temperature: 0.7, max_tokens: 500 }\n', '']],
      [['Be brief.', 'Be kind.']],
    ],
    [
      'a comment above a key, and its neighbour',
      [['# Cheap enough for every customer.', '# Fast enough.']],
      [['temperature: 0.7', 'temperature: 1']],
    ],
  ];

/** What disagrees, and what of it each side says between the markers. */
const CONFLICTS: readonly (readonly [
  name: string,
  ours: Edit,
  theirs: Edit,
  between: readonly [ours: string, theirs: string],
])[] = [
  [
    'one parameter with two values',
    ['temperature: 0.7', 'temperature: 0'],
    ['temperature: 0.7', 'temperature: 1'],
    ['temperature: 0,', 'temperature: 1,'],
  ],
  [
    'one sentence in two ways',
    ['Be brief.', 'Be very brief.'],
    ['Be brief.', 'Be short.'],
    ['Be very brief.', 'Be short.'],
  ],
  [
    'a key that one removed and the other changed',
    ['model: openai/gpt-4o\n', ''],
    ['model: openai/gpt-4o', 'model: openai/gpt-5'],
    ['', 'model: openai/gpt-5'],
  ],
];

describe('mergeDocuments', function () {
  this.timeout(60_000);
  for (const [name, ours, theirs] of CLEAN) {
    it(`takes both: ${name}`, () => {
      const expected = [...ours, ...theirs].map(([, is]) => is.trim());
      for (const [left, right] of [
        [edited(...ours), edited(...theirs)],
        [edited(...theirs), edited(...ours)],
      ] as const) {
        const merged = merge(BASE, left, right);
        ok(!merged.includes('<<<<<<<'), merged);
        deepStrictEqual(parseDocument(merged).problems, []);
        for (const part of expected.flatMap(words => words.split('\n'))) {
          ok(merged.includes(part) || saysTheSame(merged, part), `${part}\n\n${merged}`);
        }
      }
    });
  }

  for (const [name, ours, theirs, [own, other]] of CONFLICTS) {
    it(`leaves to a person: ${name}`, () => {
      const merged = merge(BASE, edited(ours), edited(theirs));
      const between = /<<<<<<< your text\n([^]*)=======\n([^]*)>>>>>>> v3\n/.exec(merged);
      ok(between?.[1]?.includes(own), merged);
      ok(between?.[2]?.includes(other), merged);
      strictEqual(merged.split('<<<<<<<').length, 2);
    });
  }

  it('leaves everything else of the text as it was, to the byte', () => {
    const merged = merge(
      BASE,
      edited(['temperature: 0.7', 'temperature: 0']),
      edited(['max_tokens: 500', 'max_tokens: 900']),
    );
    const expected = BASE.replace('0.7', '0').replace('500', '900');
    strictEqual(merged, expected);
  });

  it('merges by line what is no document, on any side', () => {
    const broken = BASE.replace('---\ntype', '---\n}{: [\ntype');
    const merged = merge(broken, broken.replace('Be brief.', 'Be kind.'), `${broken}More.\n`);
    strictEqual(merged, `${broken.replace('Be brief.', 'Be kind.')}More.\n`);
  });

  const texts = fc.oneof(document.map(printDocument), text);

  it('takes what only one side changed, whatever it is', () => {
    holdsFor(fc.tuple(texts, texts), 300, ([base, changed]) => {
      strictEqual(merge(base, changed, base), changed);
      strictEqual(merge(base, base, changed), changed);
      strictEqual(merge(base, changed, changed), changed);
    });
  });

  it('makes no document of two that cannot be read, and disagrees for both sides alike', () => {
    holdsFor(fc.tuple(texts, texts, texts), 300, ([base, ours, theirs]) => {
      const pieces = mergeDocuments({ base, ours, theirs });
      const mirrored = mergeDocuments({ base, ours: theirs, theirs: ours });
      strictEqual(countConflicts(pieces) === 0, countConflicts(mirrored) === 0);
      const both = [ours, theirs].every(source => parseDocument(source).document !== undefined);
      if (!both || countConflicts(pieces) > 0) return;
      const merged = sideOfPieces(pieces, 'ours');
      strictEqual(sideOfPieces(pieces, 'theirs'), merged);
    });
  });
});

/** YAML that was printed anew may say a value in another way. */
function saysTheSame(merged: string, part: string): boolean {
  return merged.replaceAll(/\s+/g, ' ').includes(part.replace(' }', ''));
}
