import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { tokenize } from '../../../../src/core/engines/jinja/lexer';
import { shorten, TokenReader } from '../../../../src/core/engines/jinja/reader';

/** A reader before the first token of a tag that is not its begin. */
function readerOf(template: string): TokenReader {
  const reader = new TokenReader(tokenize(template));
  reader.next();
  return reader;
}

describe('TokenReader', () => {
  it('takes what it is asked for and stays where it is otherwise', () => {
    const reader = readerOf('{{ a not in b }}');
    ok(reader.isAtName() && reader.isAtName('not') && !reader.isAtName('in'));
    strictEqual(reader.next().text, 'a');
    ok(!reader.isAtName() && reader.at('not', 'in') && !reader.take('in') && reader.take('not'));
    reader.expect('in');
    ok(reader.isAtOperand());
    throws(() => {
      reader.expect('(');
    }, /This cannot be read at "b"/);
  });

  it('does not pass the end', () => {
    const reader = new TokenReader(tokenize('a'));
    deepStrictEqual(
      [reader.next(), reader.next(), reader.next()].map(({ kind }) => kind),
      ['text', 'eof', 'eof'],
    );
  });

  const NAMES: readonly (readonly [string, number, string])[] = [
    ['{{ a.b + and }}', 4, 'b'],
    ['{{ a.if + and }}', 4, 'if'],
    ['{{ 1 }}', 1, '{{'],
    ['{% if 1 %}', 2, '{%'],
  ];
  for (const [template, passed, name] of NAMES) {
    it(`goes back to the last name of ${template}`, () => {
      const reader = readerOf(template);
      for (let count = 0; count < passed; count++) reader.next();
      strictEqual(reader.lastName().text, name);
    });
  }

  const UNEXPECTED: readonly (readonly [string, RegExp])[] = [
    ['{{ a b }}', /^Two values stand side by side/],
    ['{{ a "b" }}', /^Two values/],
    ['{{ 1 a }}', /^Numbers are written with digits and a dot here/],
    ['{{ a ( }}'.replace('(', '|'), /^This cannot be read at "\|"/],
    ['{{ a if }}', /^This cannot be read at "if"/],
    ['{% endif a %}', /^This cannot be read at "a"/],
  ];
  for (const [template, message] of UNEXPECTED) {
    it(`says what is wrong with the second token of ${template}`, () => {
      const reader = readerOf(template);
      reader.next();
      const { message: said, column } = reader.unexpected();
      ok(message.test(said), said);
      strictEqual(column, reader.current.column);
    });
  }

  it('ends what holds itself without end', () => {
    const reader = readerOf('{{ a }}');
    const dive = (depth: number): number =>
      depth === 0 ? 0 : reader.nested(() => dive(depth - 1)) + 1;
    strictEqual(dive(500), 500);
    throws(() => dive(501), /This template is nested too deep/);
  });
});

describe('shorten', () => {
  it('leaves a short text as it is', () => {
    deepStrictEqual([shorten('a'), shorten('a'.repeat(50))], ['a', `${'a'.repeat(40)}…`]);
  });
});
