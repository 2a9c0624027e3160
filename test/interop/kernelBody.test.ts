import { deepStrictEqual, match, throws } from 'node:assert/strict';
import { LineProblem } from '../../src/interop/foreignFile';
import { readKernelBody } from '../../src/interop/kernelBody';

describe('a template of Semantic Kernel as a body', () => {
  it('is a chat where it has messages, their texts decoded', () => {
    const template =
      '<message role="system">\n  Say &lt;b&gt; &amp;amp; &#65;.\n</message>\n<message role="user"><text>See <![CDATA[<a> & {{$x}}]]></text><image>{{$photo}}</image></message>';
    deepStrictEqual(readKernelBody(template, 'semantic-kernel'), {
      format: 'mustache',
      body: {
        type: 'chat',
        messages: [
          { role: 'system', content: 'Say <b> &amp; A.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'See <a> & {{x}}' },
              { type: 'image', url: '{{photo}}' },
            ],
          },
        ],
      },
    });
  });

  it('is a text without them', () => {
    deepStrictEqual(readKernelBody('a &lt; {{$b}}\n', 'semantic-kernel'), {
      format: 'mustache',
      body: { type: 'text', text: 'a &lt; {{b}}\n' },
    });
  });

  it('of Handlebars is Mustache where that says the same, else Jinja', () => {
    deepStrictEqual(
      readKernelBody('{{#message role="user"}}Hi {{name}}{{/message}}', 'handlebars'),
      {
        format: 'mustache',
        body: { type: 'chat', messages: [{ role: 'user', content: 'Hi {{name}}' }] },
      },
    );
    deepStrictEqual(readKernelBody('{{#if a}}b{{/if}}', 'handlebars').format, 'jinja2');
  });

  it('of Jinja stays as it is', () => {
    deepStrictEqual(readKernelBody('{{ a | upper }}', 'jinja2').body, {
      type: 'text',
      text: '{{ a | upper }}',
    });
  });

  const REFUSED: readonly (readonly [
    template: string,
    language: string,
    line: number,
    reason: RegExp,
  ])[] = [
    ['a\n<message role="user">b</message>', 'semantic-kernel', 1, /outside of the messages/],
    ['\n<message role="critic">b</message>', 'semantic-kernel', 2, /says its role/],
    ['<message role="user">\n\n{{time.now}}</message>', 'semantic-kernel', 3, /calls a function/],
    ['<message role="user">a', 'semantic-kernel', 1, /never closed/],
    ['a\n{{helper b}}', 'handlebars', 2, /helper/],
    [
      '{{#each h}}<message role="user">{{c}}</message>{{/each}}',
      'handlebars',
      1,
      /outside of the messages/,
    ],
  ];
  for (const [template, language, line, reason] of REFUSED) {
    it(`is refused with its line: ${JSON.stringify(template)}`, () => {
      throws(
        () => readKernelBody(template, language),
        (error: unknown) => {
          match(String(error), reason);
          return error instanceof LineProblem && error.line === line;
        },
      );
    });
  }
});
