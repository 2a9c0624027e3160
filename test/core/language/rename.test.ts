import { match, strictEqual, throws } from 'node:assert';
import { LedgerError } from '../../../src/core/base/errors';
import type { Values } from '../../../src/core/prompt/document/inputs';
import { analyseDocument } from '../../../src/core/language/analysis';
import {
  newNameProblem,
  renameVariable,
  requireRenameable,
} from '../../../src/core/language/rename';
import { sampleSubject } from '../../../src/core/language/sampleFindings';
import { applyChanges } from '../../../src/core/language/sourceText';

function rename(source: string, newName: string, samples: readonly Values[] = []): string {
  const changes = renameVariable(analyseDocument(source), { name: 'a', newName }, { samples });
  return applyChanges(source, changes);
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
  return 'no refusal';
}

describe('renameVariable', () => {
  const cases: [before: string, after: string, samples?: Values[]][] = [
    ['{{a}} {{ a.b }} {{{a}}} a', '{{new}} {{ new.b }} {{{new}}} a'],
    ['{{#a}}{{x}}{{/ a }}{{^a}}{{/a}}', '{{#new}}{{x}}{{/ new }}{{^new}}{{/new}}'],
    [
      '---\ninputs:\n  a: { default: a } # a\n---\n{{a}}',
      '---\ninputs:\n  new: { default: a } # a\n---\n{{new}}',
    ],
    ['---\ninputs: { "a": {} }\n---\n', '---\ninputs: { new: {} }\n---\n'],
    ['{{a}}{{#list}}{{a}}{{/list}}', '{{new}}{{#list}}{{a}}{{/list}}', [{ list: [{ a: 1 }] }]],
    [
      '---\ntype: chat\n---\nuser:\n\n{{a}}\n\\user:\n{{a}}\n',
      '---\ntype: chat\n---\nuser:\n\n{{new}}\n\\user:\n{{new}}\n',
    ],
    ['{{a}} {{#b}}', '{{new}} {{#b}}'],
  ];
  for (const [before, after, samples] of cases) {
    it(`renames in ${JSON.stringify(before)}`, () => {
      strictEqual(rename(before, 'new', samples), after);
    });
  }

  const refused: [source: string, newName: string, reason: RegExp, samples?: Values[]][] = [
    ['{{a}}', 'x y', /letters, digits/],
    ['{{a}}', 'x.y', /letters, digits/],
    ['{{a}}', '', /letters, digits/],
    ['{{a}}{{b.c}}', 'b', /already a name/],
    ['---\ninputs:\n  b: {}\n---\n{{a}}', 'b', /already a name/],
    ['{{a}}', 'b', /already a name/, [{ b: 1 }]],
  ];
  for (const [source, newName, reason, samples] of refused) {
    it(`refuses "${newName}" in ${JSON.stringify(source)}`, () => {
      throws(() => rename(source, newName, samples), reason);
    });
  }

  it('refuses what an included prompt asks for as well', () => {
    const analysis = analyseDocument('{{a}}{{> tone}}');
    const included = sampleSubject(analysis, () => '{{a}}').variables ?? [];
    const names = { name: 'a', newName: 'b' };
    match(
      messageOf(() => renameVariable(analysis, names, { samples: [], included })),
      /tone/,
    );
  });
});

describe('requireRenameable', () => {
  const cases: [source: string, outcome: RegExp][] = [
    ['{{a|}}', /no refusal/],
    ['wo|rd', /No variable/],
    ['{{> a|}}', /Prompts view/],
    ['{{#l}}{{a|}}', /items of "l"/],
    ['{{a.b|}}', /first part/],
  ];
  for (const [text, outcome] of cases) {
    it(`answers for ${text}`, () => {
      const analysis = analyseDocument(text.replace('|', ''));
      match(
        messageOf(() => requireRenameable(analysis, text.indexOf('|'), [])),
        outcome,
      );
    });
  }
});

describe('newNameProblem', () => {
  for (const [name, format, isGood] of [
    ['a_b', 'mustache', true],
    ['a-b', 'mustache', true],
    ['1', 'mustache', true],
    ['né', 'mustache', true],
    ['_a', 'mustache', true],
    ['a-b', 'jinja2', false],
    ['_a', 'f-string', false],
    ['1', 'jinja2', false],
    ['a1', 'f-string', true],
  ] as const) {
    it(`${isGood ? 'takes' : 'refuses'} ${name} in ${format}`, () => {
      strictEqual(newNameProblem(name, format) === undefined, isGood);
    });
  }
});
