import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { imported } from './interopFiles';
import { askedBy, askedMessages, chatOf, fileOf, joinedTexts, type Json } from './requestDocuments';
import { holdsFor } from './seeded';
import type { Described } from '../../src/core/prompt/providers/request';
import type { RenderedPrompt } from '../../src/core/prompt/render/model';

const TOOL = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };
const settings = fc.record(
  {
    parameters: fc.record(
      {
        temperature: fc.double({ min: 0, max: 1, noNaN: true }),
        max_tokens: fc.nat(),
        stop: fc.constant(['END']),
      },
      { requiredKeys: [] },
    ),
    tools: fc.constant([TOOL]),
    tool_choice: fc.constantFrom('auto', 'none', 'required', {
      type: 'function',
      function: { name: 'f' },
    }),
    response_format: fc.constant({
      type: 'json_schema',
      json_schema: { name: 'response', schema: { type: 'object' } },
    }),
  },
  { requiredKeys: [] },
);

/** A printer's request is imported as its format, and printed again says the same. */
export function comesBack(
  format: string,
  model: string,
  print: (source: Described, output: RenderedPrompt) => object,
): void {
  holdsFor(fc.tuple(askedMessages, settings), 400, ([messages, says]) => {
    const document = chatOf(messages, { model, ...says });
    const request = print(document, renderDocument(document, {}).output);
    const { messages: sent, contents = sent } = request as {
      messages?: unknown;
      contents?: unknown;
    };
    if (Array.isArray(contents) && contents.length === 0) return;
    const read = imported('request.json', fileOf(request));
    deepStrictEqual(read.format, format);
    const again = requireDocument(read.source);
    const { output } = renderDocument(again, {}, { partial: true });
    deepStrictEqual(plain(print(again, output)), plain(request));
  });
}

/** A request that a test writes of a document is imported as its format, and asks the same. */
export function asksTheSame(format: string, write: (request: Json) => Json | undefined): void {
  holdsFor(askedMessages, 400, messages => {
    const document = chatOf(messages);
    const request = write(askedBy(document) as Json);
    if (request === undefined) return;
    const read = imported('request.json', fileOf(request));
    deepStrictEqual(read.format, format);
    deepStrictEqual(plain(askedBy(requireDocument(read.source))), plain(askedBy(document)));
  });
}

/** As JSON has it, which is what is sent. */
function plain(request: unknown): unknown {
  return JSON.parse(fileOf(joinedTexts(request)));
}
