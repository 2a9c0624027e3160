import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import { LedgerError } from '../../../../src/core/base/errors';
import { listIncludes } from '../../../../src/core/prompt/render/includes';
import { prepareDocument } from '../../../../src/core/prompt/render/preparedDocument';
import { renderDocument, renderPrepared } from '../../../../src/core/prompt/render/render';
import { Budget } from '../../../../src/core/engines/template/budget';
import type {
  RenderOptions,
  IncludeResolver,
  PreparedDocument,
} from '../../../../src/core/prompt/render/model';

function textOf(source: string, include: IncludeResolver, options: RenderOptions = {}): string {
  const { output } = renderDocument(requireDocument(source), {}, { ...options, include });
  if (output.type === 'text') return output.text;
  return output.messages.map(item => item.content as string).join('|');
}

function refusal(source: string, include?: IncludeResolver): LedgerError {
  const { layout } = parseDocument(source);
  try {
    renderDocument(
      requireDocument(source),
      {},
      include === undefined ? { layout } : { layout, include },
    );
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

function from(sources: Readonly<Record<string, string>>): IncludeResolver {
  return reference => {
    const source = sources[reference];
    if (source !== undefined) return source;
    throw new LedgerError('prompt-not-found', { prompt: reference }, `No prompt "${reference}".`);
  };
}

describe('an include', () => {
  it('puts the text of another prompt in its place, without its front matter', () => {
    const include = from({ 'shared/tone@production': '---\nmodel: m\n---\nBe kind.' });
    strictEqual(textOf('{{> shared/tone@production}} Bye.', include), 'Be kind. Bye.');
  });

  it('works in each message of a chat', () => {
    const source = '---\ntype: chat\n---\nsystem:\n{{> a}}\nuser:\n{{> a}}!\n';
    strictEqual(textOf(source, from({ a: 'A' })), 'A|A!');
  });

  it('lets a version go on with the versions that it recorded itself', () => {
    const include: IncludeResolver = reference => ({
      source: `${reference}>{{> inner}}`,
      include: inner => `recorded ${inner}`,
    });
    strictEqual(textOf('{{> outer}}', include), 'outer>recorded inner');
  });

  it('tells the resolver who asks', () => {
    const asked: string[] = [];
    const include: IncludeResolver = (reference, chain) => {
      asked.push([...chain, reference].join(' > '));
      return reference === 'a' ? '{{> b}}' : '';
    };
    textOf('{{> a}}{{> a}}{{> b}}', include);
    deepStrictEqual(asked, ['a', 'a > b', 'b']);
  });

  it('that leads back to itself is refused with the way it took', () => {
    const error = refusal('x\n{{> a}}', from({ a: '\n{{> b@2}}', b: '', 'b@2': '{{> a}}' }));
    strictEqual(error.code, 'include-cycle');
    deepStrictEqual(error.data.chain, ['a', 'b@2', 'a']);
    ok(error.message.includes('a > b@2 > a'), error.message);
  });

  it('that goes deeper and deeper is refused', () => {
    const error = refusal('{{> p1}}', reference => `{{> p${Number(reference.slice(1)) + 1}}}`);
    strictEqual(error.code, 'include-cycle');
    strictEqual((error.data.chain as unknown[]).length, 21);
  });

  it('that doubles at each step is refused', () => {
    const double: IncludeResolver = (_reference, { length }) =>
      length < 12 ? `{{> a${length}}}{{> b${length}}}` : '';
    const error = refusal('{{> a}}', double);
    strictEqual(error.code, 'too-large');
  });

  it('of ten texts that each include ten, ten times over, is refused', () => {
    const asked: number[] = [];
    const fanOut: IncludeResolver = (_reference, { length }) => {
      asked.push(length);
      const inner = Array.from({ length: 10 }, (_, at) => `{{> p${length}-${at}}}`);
      return `${'x'.repeat(100_000)}${length < 10 ? inner.join('') : ''}`;
    };
    const error = refusal('{{> p}}', fanOut);
    strictEqual(error.code, 'too-large');
    ok(asked.length < 50, `${asked.length} were asked for`);
  });

  it('is read once, however many ways lead to it', () => {
    const read: string[] = [];
    const prepareWith = (prepared: PreparedDocument): PreparedDocument => ({
      ...prepared,
      prepareSource: source => {
        read.push(source);
        return prepareWith(prepareDocument(requireDocument(source)));
      },
    });
    const root = prepareWith(prepareDocument(requireDocument('{{> a}}{{> b}}{{> c}}')));
    const include = from({ a: '{{> c}}', b: '{{> c}}', c: 'C' });
    const { output } = renderPrepared(root, {}, { include });
    deepStrictEqual(output, { type: 'text', text: 'CCC' });
    deepStrictEqual([...read].sort(), ['C', '{{> c}}']);
  });

  it('is charged to what several renderings may do together', () => {
    const budget = Budget.forRenderings();
    const document = requireDocument('{{> a}}');
    let count = 0;
    const include: IncludeResolver = () => 'x'.repeat(500_000);
    throws(
      () => {
        for (; count < 1000; count += 1) renderDocument(document, {}, { include, budget });
      },
      { code: 'too-large' },
    );
    ok(count > 50, `${count} renderings`);
  });

  const refused: [what: string, sources: Record<string, string>, code: string, message: string][] =
    [
      [
        'of a prompt that is not there',
        {},
        'prompt-not-found',
        'Include "a" at line 2, column 3: No prompt "a".',
      ],
      [
        'of a chat',
        { a: '---\ntype: chat\n---\nuser:\n' },
        'invalid-document',
        '"a" cannot be included at line 2, column 3: only a text can be included.',
      ],
      [
        'of another format',
        { a: '---\nformat: none\n---\n' },
        'invalid-document',
        '"a" cannot be included at line 2, column 3: its format is none, not mustache.',
      ],
      [
        'of a broken document',
        { a: '---\n' },
        'invalid-document',
        '"a" cannot be included at line 2, column 3: it is not valid at line 1, column 1: The front matter is never closed.',
      ],
      [
        'of a broken template',
        { a: 'x {{/y}}' },
        'template-syntax',
        'The template cannot be read at line 1, column 3 of a: ',
      ],
    ];
  for (const [what, sources, code, message] of refused) {
    it(`${what} is refused, with the place`, () => {
      const error = refusal('x\n  {{> a}}', from(sources));
      strictEqual(error.code, code);
      ok(error.message.startsWith(message), error.message);
    });
  }

  it('without anybody to find it is refused', () => {
    strictEqual(refusal('{{> a}}').code, 'invalid-argument');
  });
});

describe('listIncludes', () => {
  it('gives references as written, with their places in the document', () => {
    const source = '---\ntype: chat\n---\nsystem:\n{{> a@1}}\nuser:\n\n{{#x}}{{> b}}{{/x}}';
    deepStrictEqual(listIncludes(requireDocument(source), parseDocument(source).layout), [
      { reference: 'a@1', line: 5, column: 1 },
      { reference: 'b', line: 8, column: 7 },
    ]);
  });

  it('gives none for a format that has no engine', () => {
    deepStrictEqual(listIncludes(requireDocument('---\nformat: jinja2\n---\n{{> a}}')), []);
  });
});
