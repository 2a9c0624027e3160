import { match, strictEqual, throws } from 'node:assert/strict';
import { mustacheEngine } from '../../src/core/engines/mustache/engine';
import { renderDocument } from '../../src/core/prompt/render/render';
import { LineProblem } from '../../src/interop/foreignFile';
import { printKernelTemplate } from '../../src/interop/kernelTemplate';

/** What Semantic Kernel makes of a template with `name` = Ada. */
const ROWS: readonly (readonly [template: string, rendered: string])[] = [
  ['Hi {{$name}} and {{ $name }}', 'Hi Ada and Ada'],
  ['{{ {{$name}}', '{{ Ada'],
  ['{{{$name}}}', '{Ada}'],
  ['{{}} {{ }}', '{{}} {{ }}'],
  ["{{\"a }} b\"}} {{'it\\'s'}}", "a }} b it's"],
  ['{ "a": {"b": 1}} {{', '{ "a": {"b": 1}} {{'],
  ['{{$name}}{{$name}}', 'AdaAda'],
];

describe('a template of Semantic Kernel', () => {
  for (const [template, rendered] of ROWS) {
    it(`renders as there: ${template}`, () => {
      const text = printKernelTemplate(template);
      strictEqual(mustacheEngine.parse(text).problems.length, 0);
      const document = {
        format: 'mustache' as const,
        frontMatter: {},
        body: { type: 'text' as const, text },
      };
      const { output } = renderDocument(document, { name: 'Ada' });
      strictEqual(output.type === 'text' && output.text, rendered);
    });
  }

  for (const call of ['{{time.now}}', '{{summarize $name}}', '{{a.b x="1"}}', '{{$a.b}}']) {
    it(`is refused with its line for a call: ${call}`, () => {
      throws(
        () => printKernelTemplate(`a\n${call}`),
        (error: unknown) => {
          match(String(error), /calls a function/);
          return error instanceof LineProblem && error.line === 2;
        },
      );
    });
  }

  it('is read in time that grows with its length', () => {
    const text = '{{$a}}\n'.repeat(60_000);
    strictEqual(printKernelTemplate(text), text.replaceAll('$', ''));
  });
});
