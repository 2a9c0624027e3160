import { deepStrictEqual, throws } from 'node:assert';
import { parseTokens, tokenizeTag } from '../../../../src/core/engines/jinja/library';

describe('the library', () => {
  it('reads the inside of a tag, a minus at its ends included', () => {
    deepStrictEqual(
      tokenizeTag('-a | b("c")').map(({ type, value }) => `${type} ${value}`),
      [
        'UnaryOperator -',
        'Identifier a',
        'Pipe |',
        'Identifier b',
        'OpenParen (',
        'StringLiteral c',
        'CloseParen )',
      ],
    );
    throws(() => tokenizeTag('a ; b'));
  });

  it('makes nodes of tokens', () => {
    const tokens = [
      { type: 'Text', value: 'a' },
      { type: 'OpenExpression', value: '{{' },
      ...tokenizeTag('x.y'),
      { type: 'CloseExpression', value: '}}' },
    ];
    deepStrictEqual(
      parseTokens(tokens).map(({ type }) => type),
      ['StringLiteral', 'MemberExpression'],
    );
    throws(() => parseTokens(tokens.slice(0, 2)));
  });
});
