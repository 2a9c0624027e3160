import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { LedgerError } from '../../../../src/core/base/errors';
import { BOMBS, VALUES } from '../../bombs';
import {
  previewDocument,
  problemsOfError,
  type Preview,
} from '../../../../src/core/prompt/render/preview';
import { someOf } from '../../../support/longForm';

const CHAT = `---
type: chat
model: openai/gpt-4o
parameters: { temperature: 0.7, stop: END }
tools: [{}]
---
system:
Help {{who}}.
user:
{{query}}
`;

function noPrompt(): never {
  throw new LedgerError('prompt-not-found', { prompt: 'a' }, 'There is no prompt "a".');
}

function preview(source: string, values: Record<string, unknown> = {}): Preview {
  return previewDocument(source, values, noPrompt).preview;
}

function placesOf({ problems }: Preview): string[] {
  return problems.map(({ severity, place }) =>
    place === undefined ? severity : `${severity} ${place.line}:${place.column}`,
  );
}

describe('previewDocument', () => {
  for (const [what, source] of someOf(Object.entries(BOMBS), 3)) {
    it(`stops at ${what}, and says where`, () => {
      const [problem] = preview(source, VALUES).problems;
      strictEqual(problem?.severity, 'error');
      ok(problem.message.includes('never seems to end'), problem.message);
      ok(problem.place !== undefined);
    });
  }

  it('shows model, parameters and tools in short', () => {
    deepStrictEqual(preview(CHAT).facts, [
      'openai/gpt-4o',
      'temperature 0.7',
      'stop END',
      '1 tool',
    ]);
  });

  it('shows a chat by message, with the tags that have no value marked', () => {
    deepStrictEqual(preview(CHAT, { who: '{{query}}' }).parts, [
      { role: 'system', pieces: [{ kind: 'text', segments: [{ text: 'Help {{query}}.' }] }] },
      {
        role: 'user',
        pieces: [{ kind: 'text', segments: [{ text: '{{query}}', placeholder: 'query' }] }],
      },
    ]);
  });

  it('cuts a text at its tags and loses nothing of it', () => {
    const [part] = preview('a {{b}}{{c}} d {{e}}', { c: 'C' }).parts ?? [];
    deepStrictEqual(part?.pieces[0]?.segments, [
      { text: 'a ' },
      { text: '{{b}}', placeholder: 'b' },
      { text: 'C d ' },
      { text: '{{e}}', placeholder: 'e' },
    ]);
  });

  it('names the missing variables and where they are', () => {
    deepStrictEqual(preview(CHAT, { who: 'x' }).missing, [
      { name: 'query', locations: [{ line: 10, column: 1 }] },
    ]);
  });

  it('shows nothing but the reason for a document that cannot be read', () => {
    const shown = preview('---\nmodel: [\n---\n');
    strictEqual(shown.parts, undefined);
    strictEqual(placesOf(shown).length, 1);
  });

  it('shows each error of a template with its place', () => {
    deepStrictEqual(placesOf(preview('a\n{{/b}}\n{{#c}}')), ['error 2:1', 'error 3:1']);
  });

  it('shows where an include fails', () => {
    const shown = preview('a\n {{> a}}');
    deepStrictEqual(placesOf(shown), ['error 2:2']);
    ok(shown.problems[0]?.message.endsWith('There is no prompt "a".'));
  });

  it('shows warnings beside the rendering', () => {
    const shown = preview('---\nowner: me\n---\nHi', { unused: 1 });
    deepStrictEqual(placesOf(shown), ['warning 2:1', 'warning']);
    ok(shown.parts);
  });

  it('shows a value of the wrong type as an error without a place', () => {
    const source = '---\ninputs: { n: { type: integer } }\n---\n{{n}}';
    deepStrictEqual(placesOf(preview(source, { n: 'x' })), ['error']);
  });
});

describe('problemsOfError', () => {
  it('keeps the way to the included prompt in which the problem lies', () => {
    const problem = { severity: 'error', message: 'Broken.', line: 1, column: 3 };
    const data = { problems: [problem], include: ['a', 'b'] };
    deepStrictEqual(problemsOfError(new LedgerError('template-syntax', data, 'x')), [
      {
        severity: 'error',
        message: 'Broken.',
        place: { line: 1, column: 3, include: ['a', 'b'] },
      },
    ]);
  });
});
