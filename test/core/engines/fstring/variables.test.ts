import { deepStrictEqual, strictEqual } from 'node:assert';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { parseFString } from '../../../../src/core/engines/fstring/parse';
import { usesOf } from '../../../../src/core/engines/fstring/variables';
import { listVariables } from '../../../../src/core/prompt/render/variables';

describe('usesOf', () => {
  it('lists every name with its kind and place, those in format specs too', () => {
    const uses = usesOf(parseFString('{{no}} {a}\n{b.c[0].d:>{width}} {a!r:{o[w]}}').nodes);
    deepStrictEqual(
      uses.map(({ name, kind, line, column }) => `${name} ${kind} ${line}:${column}`),
      ['a value 1:8', 'b.c.0.d path 2:1', 'width value 2:12', 'a value 2:21', 'o.w path 2:26'],
    );
    strictEqual(
      uses.some(({ scopes }) => scopes.length > 0),
      false,
    );
  });

  it('gives a document the names that its callers must give', () => {
    const document = requireDocument('---\nformat: f-string\n---\n{items[0].id} {items} {w}');
    deepStrictEqual(
      listVariables(document).map(({ name, kinds }) => [name, ...kinds]),
      [
        ['items', 'path', 'value'],
        ['w', 'value'],
      ],
    );
  });
});
