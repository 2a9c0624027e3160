import { deepStrictEqual, match } from 'node:assert/strict';
import {
  fileName,
  isWord,
  mediaType,
  oneLine,
  readToolCall,
  tellTouching,
} from '../../src/interop/messageParts';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

const reading = () => ({ file: { file: 'a.json', text: '' }, warnings: [] as Loss[] });
const places = { call: 'c', id: 'c.id', arguments: 'c.arguments' };
const call = (source: { id?: unknown; name?: unknown; arguments?: unknown }) =>
  readToolCall(reading().file, { id: 'x', name: 'f', arguments: undefined, ...source }, places);

describe('a call of a tool', () => {
  it('has its arguments as an object or as the text of one, with all digits', () => {
    const given = [undefined, null, '', '{"a": 9007199254740993}', { a: 1 }];
    deepStrictEqual(
      given.map(item => call({ arguments: item }).arguments),
      ['{}', '{}', '{}', '{"a":9007199254740993}', '{"a":1}'],
    );
  });

  it('is refused at the place that cannot be said', () => {
    const refused = (source: object) => refusalOf(() => call(source));
    match(refused({ name: 'a b' }), /^a\.json, c: A call names a function/);
    match(refused({ id: 3 }), /^a\.json, c\.id: A call has an id/);
    for (const value of ['[', '[]', 3, 'x'])
      match(refused({ arguments: value }), /^a\.json, c\.arguments: .*JSON object/);
    deepStrictEqual(
      [isWord('a.b:c/d-1'), isWord(''), isWord('x'.repeat(201))],
      [true, false, false],
    );
  });
});

describe('a part of a message', () => {
  it('is told where it is a text below a text', () => {
    const read = reading();
    const text = { type: 'text' as const, text: 'a' };
    tellTouching(read, [text, { type: 'image', url: 'u' }, text], 'p');
    deepStrictEqual(read.warnings, []);
    tellTouching(read, [text, text], 'p');
    match(sentencesOf(read.warnings).join(), /^p: texts that follow one another are one/);
  });

  it('is on one line where it is a reference, and has a name and type that a line can hold', () => {
    const read = reading();
    deepStrictEqual(oneLine(read, ' u\n', 'p'), ' u\n');
    for (const url of ['', ' ', 'a\nb']) {
      match(
        refusalOf(() => oneLine(read, url, 'p')),
        /p: .* stands on one line/,
      );
    }
    deepStrictEqual(
      ['a b.pdf', '', undefined].map(name => fileName(read, name, 'p')),
      [{ name: 'a b.pdf' }, {}, {}],
    );
    deepStrictEqual(read.warnings, []);
    deepStrictEqual(fileName(read, 'a, b', 'p'), {});
    match(sentencesOf(read.warnings).join(), /^p is left out/);
    deepStrictEqual(mediaType(read, 'text/plain; charset=utf-8', 'p'), 'text/plain; charset=utf-8');
    for (const type of ['png', 'a/b/c', 'a/b, c', 'a/b]', null]) {
      match(
        refusalOf(() => mediaType(read, type, 'p')),
        /^a\.json, p: .* is no media type/,
      );
    }
  });
});
