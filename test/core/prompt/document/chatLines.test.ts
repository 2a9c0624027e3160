import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  almostStructureProblem,
  escapeLine,
  isEscapedLine,
  markerOfLine,
  roleOfLine,
  unescapeLine,
} from '../../../../src/core/prompt/document/chatLines';
import { line } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

describe('roleOfLine', () => {
  it('knows a role line by the whole line', () => {
    strictEqual(roleOfLine('assistant:'), 'assistant');
    strictEqual(roleOfLine('assistant: hi'), undefined);
  });
});

describe('markerOfLine', () => {
  it('takes a marker apart', () => {
    deepStrictEqual(markerOfLine('@image[detail=low]:  {{photo}} '), {
      kind: 'image',
      attributes: 'detail=low',
      rest: '{{photo}}',
      restColumn: 22,
    });
    deepStrictEqual(markerOfLine('@call:'), { kind: 'call', rest: '', restColumn: 7 });
  });

  // What prose, code and style sheets begin lines with.
  const texts = [
    '@file main.c',
    '@image html a.png',
    '@media (max-width: 1px) {',
    ' @image: u',
    '@Image: u',
    '@image:u',
    '@image : u',
    '@audio: u',
    '@imager: u',
    'x @image: u',
    '@ada: hi',
  ];
  for (const text of texts) {
    it(`takes ${JSON.stringify(text)} for text`, () => {
      strictEqual(markerOfLine(text), undefined);
    });
  }
});

describe('a backslash', () => {
  it('keeps a line from being more than text', () => {
    holdsFor(line, 2000, original => {
      const escaped = escapeLine(original);
      strictEqual(markerOfLine(escaped) ?? roleOfLine(escaped), undefined);
      strictEqual(unescapeLine(escaped), original);
      strictEqual(isEscapedLine(escaped), escaped !== original);
    });
  });
});

describe('almostStructureProblem', () => {
  const doubtful: [text: string, message: string][] = [
    ['User:', 'exactly "user:"'],
    [' @image: u', '"@image: "'],
    ['@Call: f', '"@call: "'],
    ['@image {{photo}}', '"@image: "'],
    ['@file https://x/y', '"@file: "'],
    ['@history[x]{{messages}}', ''],
    ['@file main.c', ''],
    ['@result of the match', ''],
    ['@image: u', ''],
    ['tool:', ''],
  ];
  for (const [text, message] of doubtful) {
    it(`${message === '' ? 'passes' : 'warns of'} ${text}`, () => {
      const [problem] = almostStructureProblem(text, 7);
      strictEqual(problem?.message.includes(message) ?? message === '', true, problem?.message);
      if (problem === undefined) return;
      deepStrictEqual([problem.line, problem.column], [7, text.search(/\S/) + 1]);
    });
  }
});
