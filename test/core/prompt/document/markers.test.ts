import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { markerOfLine } from '../../../../src/core/prompt/document/chatLines';
import {
  attributeProblem,
  callHead,
  mediaLine,
  readAttributes,
} from '../../../../src/core/prompt/document/markers';

describe('readAttributes', () => {
  it('reads names and values, with space around them or within', () => {
    const marker = markerOfLine('@file[ type=text/plain; charset=utf-8 ,name=a b]: u')!;
    deepStrictEqual(readAttributes(marker), { type: 'text/plain; charset=utf-8', name: 'a b' });
    strictEqual(attributeProblem(marker), undefined);
  });

  it('finds none where there are no brackets', () => {
    const marker = markerOfLine('@file: u')!;
    deepStrictEqual(readAttributes(marker), {});
    strictEqual(attributeProblem(marker), undefined);
  });
});

describe('attributeProblem', () => {
  const wrong: [line: string, problem: string][] = [
    ['@image[name=x]: u', '"name=x" has no meaning here.'],
    ['@image[detail]: u', '"detail" has no meaning here.'],
    ['@image[detail= ]: u', '"detail=" has no meaning here.'],
    ['@image[]: u', '"" has no meaning here.'],
    ['@image[detail=a,detail=b]: u', '"detail" stands here twice.'],
    ['@result[id=x]: u', '"@result" takes nothing in brackets.'],
  ];
  for (const [line, problem] of wrong) {
    it(`finds what is wrong with ${line}`, () => {
      const found = attributeProblem(markerOfLine(line)!) ?? '';
      strictEqual(found.slice(0, problem.length), problem);
    });
  }
});

describe('mediaLine', () => {
  it('writes attributes where there are some', () => {
    strictEqual(mediaLine({ type: 'image', url: 'u' }), '@image: u');
    strictEqual(
      mediaLine({ type: 'file', url: 'u', mediaType: 'a/b', name: 'c' }),
      '@file[type=a/b, name=c]: u',
    );
  });
});

describe('callHead', () => {
  it('writes the id where it is not the name', () => {
    strictEqual(callHead({ id: 'f', name: 'f' }), '@call: f');
    strictEqual(callHead({ id: 'g', name: 'f' }), '@call[id=g]: f');
  });
});
