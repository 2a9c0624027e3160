import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { LedgerError } from '../../../../src/core/base/errors';
import { runCheck, runChecks } from '../../../../src/core/evaluation/checks/runCheck';
import { scoreRow } from '../../../../src/core/evaluation/checks/scoreRow';
import type { CheckServices, SingleCheck } from '../../../../src/core/evaluation/checks/model';
import { projectPath } from '../../../support/sourceFiles';
import type { CheckCase, RowCase } from '../caseLines';
import { subjectOf } from '../checkSubject';

type Said = { readonly pass: boolean; readonly score: number } | { readonly throws: string };

interface Corpus {
  readonly version: string;
  readonly cases: readonly (CheckCase & { readonly promptfoo: Said })[];
  readonly rows: readonly (RowCase & { readonly promptfoo: Said })[];
}

const file = projectPath('test/core/evaluation/promptfooCorpus.json');
const corpus = JSON.parse(readFileSync(file, 'utf8')) as Corpus;

/** Where we say something else than promptfoo, by what a case is, and why. */
const EXCEPTIONS: readonly (readonly [why: string, of: (item: CheckCase) => boolean])[] = [
  [
    'Looking around and back references take forever on a text that was made for it: refused.',
    of('regex', /\(\?<=|\\1/),
  ],
  ['RE2 refuses what repeats too often; nothing is looked for.', of('not-regex', '(a{500}){500}')],
  ['A character beyond U+FFFF is one, and not its two halves.', of('regex', '^.$', '😀')],
  ['A character beyond U+FFFF is one, and not its two halves.', of('not-regex', '^.$', '😀')],
  [
    'Only names are filled in, and no objects: what else Nunjucks does is refused.',
    of('equals', /\{%|\{\{who\}\}|\| upper|a \+ 1/, /^(ADA|x|2|\[object Object\])$/),
  ],
  [
    'A schema that is none is an error, whatever the answer is.',
    of('not-contains-json', /strin\}/),
  ],
  [
    'A score is at most 1: a mean of scores could say anything otherwise.',
    of(/^(not-)?javascript$/, '5'),
  ],
  ['What a row says does not become code.', of('javascript', /\{\{name/)],
  [
    'A tool that says nothing of its arguments takes any, as OpenAI has it.',
    ({ output }) => typeof output !== 'string' && output[0]?.name === 'ping',
  ],
  [
    'Nothing here asks MCP; a text is a text.',
    ({ output }) => output === 'MCP Tool Result (x): fine',
  ],
  [
    'What a document type declares elsewhere is not fetched, so its entities stand for nothing.',
    of('is-xml', undefined, /^<!DOCTYPE note SYSTEM.*&x;/),
  ],
  ['"not-" turns these as well; promptfoo ignores it.', of(/^not-is-valid-/)],
];

type Pattern = string | RegExp;

function fits(text: unknown, pattern: Pattern): boolean {
  if (typeof text !== 'string') return false;
  return typeof pattern === 'string' ? text === pattern : pattern.test(text);
}

/** Cases of a type with such a value and such an output. */
function of(type: Pattern, value?: Pattern, output?: Pattern): (item: CheckCase) => boolean {
  return ({ check, output: said }) =>
    fits(check.type, type) &&
    (value === undefined || (check.type !== 'assert-set' && fits(check.value, value))) &&
    (output === undefined || fits(said, output));
}

const exceptionOf = (item: CheckCase): string | undefined =>
  EXCEPTIONS.find(([, isIt]) => isIt(item))?.[0];

async function ours(item: CheckCase): Promise<Said> {
  const { pass, score, error } = await runCheck(item.check, subjectOf(item), servicesOf(item));
  return error === undefined ? { pass, score: Number(score.toFixed(6)) } : { throws: error };
}

function servicesOf({ judge, likeness = 0 }: CheckCase): CheckServices {
  return {
    javascript: ({ code, output, context }) => {
      try {
        return Promise.resolve(
          runInNewContext(`(${code})`, { output, context: structuredClone(context) }),
        );
      } catch (error) {
        throw new LedgerError('invalid-input', {}, `The code failed: ${String(error)}`);
      }
    },
    similar: () => Promise.resolve(likeness),
    ...(judge !== undefined && { rubric: () => Promise.resolve(judge) }),
  };
}

/** An error is an error, in whichever words; one of ours counts as failed, as a failure of promptfoo does. */
function sameVerdict(said: Said, wanted: Said): boolean {
  if ('throws' in wanted) return 'throws' in said;
  if ('throws' in said) return !wanted.pass && wanted.score === 0;
  return said.pass === wanted.pass && Math.abs(said.score - wanted.score) < 1e-6;
}

describe(`checks and the assertions of promptfoo ${corpus.version}`, () => {
  it('are compared in hundreds of cases', () => {
    ok(corpus.cases.length > 400, String(corpus.cases.length));
  });

  corpus.cases.forEach((item, index) => {
    const { check, output, promptfoo } = item;
    const name = `${JSON.stringify(check)} of ${JSON.stringify(output)}`.slice(0, 160);
    const why = exceptionOf(item);
    it(`${index} ${name}${why === undefined ? '' : `: not as promptfoo. ${why}`}`, async () => {
      const said = await ours(item);
      equal(sameVerdict(said, promptfoo), why === undefined, JSON.stringify({ said, promptfoo }));
    });
  });

  it('have no exception that is none', () => {
    for (const [why, isIt] of EXCEPTIONS) ok(corpus.cases.some(isIt), why);
  });
});

describe('the checks of a row', () => {
  corpus.rows.forEach(({ checks, output, threshold, promptfoo }, index) => {
    it(`count together as in promptfoo: ${index} ${JSON.stringify(checks).slice(0, 120)}`, async () => {
      const results = await runChecks(checks, subjectOf({ output }));
      const { pass, score } = scoreRow(results, threshold);
      deepEqual({ pass, score: Number(score.toFixed(6)) }, promptfoo);
    });
  });
});

describe('a check that measures nothing', () => {
  const wrong: readonly (readonly [SingleCheck, RegExp])[] = [
    [{ type: 'javascript', value: 'true' }, /cannot be run here/],
    [{ type: 'not-javascript', value: 'true' }, /cannot be run here/],
    [{ type: 'llm-rubric', value: 'polite' }, /cannot be run here/],
    [{ type: 'similar', value: 'hello' }, /cannot be run here/],
    [{ type: 'contains' }, /needs a text/],
    [{ type: 'contains', value: '{{ name | upper }}' }, /only names are filled in/],
    [{ type: 'cost', threshold: 1 }, /No price is known/],
    [{ type: 'cost', threshold: 1, weight: 0 }, /No price is known/],
  ];
  for (const [check, sentence] of wrong) {
    it(`fails with an error and never passes: ${JSON.stringify(check)}`, async () => {
      const { pass, score, error = '' } = await runCheck(check, subjectOf({ output: 'hello' }));
      deepEqual([pass, score], [false, 0]);
      match(error, sentence);
    });
  }

  it('makes the set that it is in one with an error, unless the set passes all the same', async () => {
    const assert: readonly SingleCheck[] = [{ type: 'similar', value: 'x' }, { type: 'is-json' }];
    const subject = subjectOf({ output: '1' });
    const failed = await runCheck({ type: 'assert-set', assert }, subject);
    const passed = await runCheck({ type: 'assert-set', assert, threshold: 0.5 }, subject);
    deepEqual([failed.pass, failed.error === undefined], [false, false]);
    deepEqual([passed.pass, passed.error], [true, undefined]);
  });
});
