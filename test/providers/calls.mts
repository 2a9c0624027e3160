/** What the packages of the providers take, as their own types say: see run.ts. */
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { generateText, jsonSchema, Output, streamText, type ToolSet } from 'ai';
import OpenAI from 'openai';
import { openRegistry } from 'promptledger';
import { openBundle } from 'promptledger/bundle';
import {
  toAnthropic,
  toGemini,
  toOpenAI,
  toOpenAIResponses,
  toVercelAI,
} from 'promptledger/providers';

const prompt = openRegistry('.promptledger').get('support/greeting', { tag: 'production' });
const bundled = openBundle({}).get('support/greeting');
const values = { name: 'Ada' };

const openai = new OpenAI();
const completion = await openai.chat.completions.create(prompt.toOpenAI(values));
completion.choices[0]?.message.content?.trim();
const request = { ...toOpenAI(bundled, values), model: 'gpt-5', stream: true } as const;
for await (const { choices } of await openai.chat.completions.create(request)) {
  choices[0]?.delta.content?.trim();
}

const response = await openai.responses.create(prompt.toOpenAIResponses(values));
response.output_text.trim();
const streamed = { ...toOpenAIResponses(bundled, values), model: 'gpt-5', stream: true } as const;
for await (const event of await openai.responses.create(streamed)) event.type.trim();

const anthropic = new Anthropic();
const message = await anthropic.messages.create(prompt.toAnthropic(values));
message.content[0]?.type.trim();
await anthropic.messages.stream(toAnthropic(bundled, values)).finalMessage();

const google = new GoogleGenAI({});
(await google.models.generateContent(prompt.toGemini(values))).text?.trim();
await google.models.generateContentStream({ ...toGemini(bundled, values), model: 'gemini-3' });

const { text } = await generateText(prompt.toVercelAI(values));
text.trim();
streamText({ ...toVercelAI(bundled, values), temperature: 1 }).textStream;
const { responseFormat, tools, ...options } = prompt.toVercelAI(values);
const execute = ({ number }: { number: string }): string => `Sent: ${number}`;
const executable: ToolSet = { ...tools, get_order: { ...tools?.get_order, execute } };
await generateText({
  ...options,
  tools: executable,
  ...(responseFormat && { output: Output.object({ schema: jsonSchema(responseFormat.schema) }) }),
});
