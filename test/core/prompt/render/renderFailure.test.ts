import { deepStrictEqual, ok } from 'node:assert';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import type { LedgerError } from '../../../../src/core/base/errors';
import type { Values } from '../../../../src/core/prompt/document/inputs';
import { renderDocument } from '../../../../src/core/prompt/render/render';
import { failureError } from '../../../../src/core/prompt/render/renderFailure';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const CHAT = [
  ...['---', 'type: chat', 'format: f-string', '---'],
  ...['system:', '{gone}', 'user:', '', 'Pay {price:.2f}', 'and {n:d}.'],
].join('\n');

function refuse(source: string, values: Values, include?: () => string): LedgerError {
  const { layout } = parseDocument(source);
  return refusalOf(() =>
    renderDocument(requireDocument(source), values, { layout, ...(include && { include }) }),
  );
}

describe('failureError', () => {
  it('names every value that a template cannot take by its place in the document, and what is missing', () => {
    checkRefusal(
      refuse(CHAT, { price: 'x', n: 1.5 }),
      'invalid-input',
      'At line 9, column 5: {price:.2f}: The format code "f" is not for texts.',
      'At line 10, column 5: {n:d}: The format code "d" is not for floats.',
      'Missing as well: gone.',
    );
  });

  it('says in which included prompt the tag stands', () => {
    const include = (): string => '---\nformat: jinja2\n---\n\n{{ n + "a" }}';
    const source = '---\nformat: jinja2\n---\n{% include "tone" %}';
    checkRefusal(
      refuse(source, { n: 1 }, include),
      'invalid-input',
      'line 5, column 6 of tone: "+"',
    );
  });

  it('lists only the first of many', () => {
    const failed = Array.from({ length: 50 }, (_, at) => {
      return { message: 'No.', location: { line: at + 1, column: 1 } };
    });
    const { message, data } = failureError(failed, []);
    ok(message.includes('And 45 more.') && message.length < 400, message);
    deepStrictEqual((data.problems as readonly unknown[]).length, 50);
  });
});
