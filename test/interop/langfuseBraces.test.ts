import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { readBraces } from '../../src/interop/langfuseBraces';
import { imported } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

/** What Langfuse's Python makes of a text: only names that have a value are filled in. */
function original(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{([^]*?)\}\}/g, (tag, inside: string) => values[inside.trim()] ?? tag);
}

describe('braces in a prompt of Langfuse', () => {
  const TEXTS = [
    'Answer as {{\n  "kind": "letter"\n}} about {{topic}}',
    '{{topic}} {{> other}} {{=<% %>=}} {{ "a": {{topic}} }}',
    '{{ topic }} and {{',
    '{{"a": 1}}',
    '{{> other}}',
    '{{topic}} {{#open}} never closed',
    '{{\n{{topic}}\n}}',
    '  {{ "alone" }}\n{{topic}}\n',
    '{{topic}} }} {{ a b }} {{ x | y }} {{ f(x) }}',
    'plain { "a": {"b": 1} } text',
  ];
  for (const text of TEXTS) {
    it(`stay where they are text: ${JSON.stringify(text)}`, () => {
      const { source, warnings } = imported('a.json', JSON.stringify({ name: 'a', prompt: text }));
      const { output } = renderDocument(requireDocument(source), { topic: 'owls' });
      deepStrictEqual(output, { type: 'text', text: original(text, { topic: 'owls' }) });
      const hasText = /\{\{(?!\s*topic\s*\}\})/.test(text);
      strictEqual(warnings.length, hasText && text.includes('}}') && !text.endsWith('{{') ? 1 : 0);
    });
  }

  it('are named where they are text, in one line', () => {
    const { format, warnings } = readBraces(['{{\n  "kind": "letter"\n}} {{topic}}']);
    strictEqual(format, 'mustache');
    deepStrictEqual(sentencesOf(warnings), [
      'Braces around what is no name are text, and stand between other delimiters: {{ "kind": "letter" }}.',
    ]);
    match(
      readBraces([`{{ ${'long '.repeat(40)}}}`]).warnings[0]?.message ?? '',
      /^.{60,140}…\), so the/,
    );
  });

  it('are tags of Mustache where one of its readers takes them for that, and are named, too', () => {
    const text = '{{#list}}{{name}}{{/list}}{{! note }}{{{topic}}}';
    const { format, write, warnings } = readBraces([text]);
    deepStrictEqual([format, write(text)], ['mustache', text]);
    match(
      sentencesOf(warnings).join(),
      /Python leaves as it stands: \{\{#list\}\}, \{\{\/list\}\}, \{\{! note/,
    );
  });

  it('stay in every message, beside included prompts', () => {
    const prompt = [
      { role: 'system', content: '{{"a": 1}} @@@langfusePrompt:name=tone|label=prod@@@' },
      { type: 'placeholder', name: 'talk' },
      { role: 'user', content: '{{q}}' },
    ];
    const { source } = imported('a.json', JSON.stringify({ name: 'a', prompt }));
    match(
      source,
      /system:\n\{\{=<% %>=\}\}\{\{<%=\{\{ \}\}=%>"a": 1\}\} \{\{> tone@prod\}\}\n@history/,
    );
  });
});
