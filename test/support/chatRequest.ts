import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import type { PromptDocument } from '../../src/core/prompt/document/model';
import type { RenderedPrompt } from '../../src/core/prompt/render/model';

/** A chat with everything that a provider must be told: instructions, media, tools and their results. */
export const CHAT = `---
type: chat
model: MODEL
parameters: { temperature: 0.2, max_tokens: 300, top_p: 0.9, stop: END }
tools:
  - type: function
    function:
      name: get_order
      description: Finds an order
      parameters: { type: object, properties: { number: { type: string } } }
tool_choice: required
response_format:
  type: json_schema
  json_schema: { name: answer, schema: { type: object } }
---
system:
Be kind.
developer:
Be short.
@history: messages
user:
Look at {{what}}
@image[detail=low]: https://example.com/a.png
@image: data:image/png;base64,AAAA
@file[name=receipt.pdf]: data:application/pdf;base64,BBBB
@file: https://example.com/b.pdf
user:
And at this
assistant:
Wait.
@call: get_order {"number": "{{n}}"}
@call[id=second]: get_order {"number": "2"}
tool:
@result: get_order
Sent
tool:
@result: second
Lost
user:
Thanks
`;

export type Provider<T> = (document: PromptDocument, output: RenderedPrompt) => T;

/** The request that a provider's function makes of a source. */
export function requestOf<T>(
  provider: Provider<T>,
  source: string,
  values: Readonly<Record<string, unknown>> = {},
): T {
  const document = requireDocument(source);
  return provider(document, renderDocument(document, values).output);
}

/** The request for `CHAT`. */
export function chatRequest<T>(provider: Provider<T>, model: string): T {
  const messages = [{ role: 'assistant', content: 'Hello.' }];
  const values = { messages, what: 'the tent', n: '7' };
  return requestOf(provider, CHAT.replace('MODEL', model), values);
}
