import { match, strictEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { LedgerError } from '../../src/core/base/errors';
import { importFiles } from '../../src/interop/importFiles';
import { IMPORT_FORMATS } from '../../src/interop/importFormats';
import { imported, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const code = (expected: string) => (error: unknown) =>
  error instanceof LedgerError && error.code === expected;

describe('importing a file', () => {
  const chat = '[{"role":"user","content":"Hi"}]';

  it('names the prompt as asked, else by the file, in a folder where one is given', () => {
    strictEqual(imported('Daily Report.json', chat).prompt, 'daily-report');
    strictEqual(imported('x.json', chat, { folder: 'support' }).prompt, 'support/x');
    strictEqual(imported('x.json', chat, { name: 'b', folder: 'a' }).prompt, 'a/b');
    match(
      refusalOf(() => imported('日.json', chat)),
      /makes a name/,
    );
  });

  it('takes one name for one prompt', () => {
    const items = ['a', 'b'].map(name => ({ name, prompt: 'x' }));
    throws(
      () => importFiles([{ file: 'x', text: JSON.stringify(items) }], { name: 'c' }),
      code('invalid-argument'),
    );
  });

  it('reads line ends and a byte order mark of any system', () => {
    strictEqual(imported('a.prompt', '\uFEFFHi\r\nyou\r').source, 'Hi\nyou\n');
  });

  it('tells what it is not, with the line where it was meant to be JSON', () => {
    match(
      refusalOf(() => imported('x.bin', 'Hi')),
      /What can: Prompty, Dotprompt/,
    );
    match(
      refusalOf(() => imported('x.json', '[\n{]')),
      /x\.json, line 2: This is no JSON/,
    );
    throws(() => imported('x', chat, { from: 'word' }), code('invalid-argument'));
  });

  it('refuses what is larger than a prompt may be', () => {
    const text = JSON.stringify([{ role: 'user', content: 'x'.repeat(1_100_000) }]);
    throws(() => imported('x.json', text), code('too-large'));
  });

  it('refuses a file that is too large before it looks at it', () => {
    throws(
      () => imported('x.csv', 'x'.repeat(16 * 1024 * 1024 + 1)),
      (error: unknown) =>
        error instanceof LedgerError &&
        error.code === 'too-large' &&
        error.message.startsWith('x.csv is larger than 16 MB.'),
    );
  });

  it('refuses what is nested too deeply, in a request, on a line, in the arguments of a call', () => {
    const deep = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000);
    const request = `{"messages":${chat},"metadata":${deep}}`;
    const called = { id: 'c', type: 'function', function: { name: 'f', arguments: deep } };
    const calls = JSON.stringify([{ role: 'assistant', tool_calls: [called] }]);
    const REFUSED: readonly (readonly [file: string, text: string, reason: RegExp])[] = [
      ['x.json', request, /^x\.json: It is nested more than 200 levels deep/],
      ['x.jsonl', `${chat}\n${request}\n`, /^x\.jsonl, line 2: It is nested more than 200/],
      ['x.jsonl', `${request}\n${chat}\n`, /^x\.jsonl/],
      ['x.json', calls, /arguments: The arguments of a call are a JSON object/],
    ];
    for (const [file, text, reason] of REFUSED)
      match(
        refusalOf(() => imported(file, text)),
        reason,
      );
  });

  it('warns of a template that is not right yet', () => {
    match(
      sentencesOf(imported('x.prompt', 'Hi {{#x}}').warnings).join(),
      /Line 1 of the prompt is not right yet/,
    );
  });

  it('either imports or refuses any text in any format, and never says anything else', () => {
    const pieces = [
      '---\n',
      'a: b\n',
      'config: {}\n',
      '{{',
      '}}',
      '#if a',
      '/if',
      'else',
      'role "user"',
      '\n',
      'system:\n',
      '[',
      '{"role":"user"',
      ',"content":"x"',
      '}',
      ']',
      '"',
      'x',
      '\\',
      '{%',
      '<',
      '@image: y\n',
      'messages:\n',
    ];
    const texts = fc
      .array(fc.constantFrom(...pieces), { maxLength: 14 })
      .map(list => list.join(''));
    const formats = fc.constantFrom(...IMPORT_FORMATS.map(item => item.name));
    fc.assert(
      fc.property(texts, formats, (text, from) => {
        try {
          for (const prompt of importFiles([{ file: 'x.prompt', text }], { from }))
            strictEqual(typeof prompt.source, 'string');
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error;
        }
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
