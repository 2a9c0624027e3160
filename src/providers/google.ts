import {
  GoogleGenAI,
  type Candidate,
  type GenerateContentResponse,
  type Part,
} from '@google/genai/web';
import { toGemini } from '../core/prompt/providers/gemini';
import { refused } from './failures';
import { Hearing } from './said';
import type { Line, ProviderPart, Question } from './part';
import type { Finish } from '../core/evaluation/answer';
import type { Said } from '../registry/provider';

/** Google's Gemini. */
export const google: ProviderPart = { ask, models };

/** What the SDK asks for where no key is needed. */
const NO_KEY = 'none';

/** Retries, limits of time and the environment are ours: the SDK gets none of them. */
function clientOf({ baseURL, key, fetch }: Line): GoogleGenAI {
  return new GoogleGenAI({
    apiKey: key() ?? NO_KEY,
    vertexai: false,
    httpOptions: { baseUrl: baseURL, fetch },
  });
}

async function models(line: Line): Promise<readonly string[]> {
  const config = { abortSignal: line.signal, pageSize: 1000 };
  const found: string[] = [];
  for await (const { name } of await clientOf(line).models.list({ config })) {
    if (name !== undefined) found.push(name.replace(/^models\//, ''));
  }
  return found;
}

async function ask(line: Line, question: Question): Promise<Said> {
  const { request, model } = question;
  const output = { type: 'chat', messages: request.messages } as const;
  const { contents, config } = toGemini({ frontMatter: { ...request } }, output);
  const hearing = new Hearing(line, question);
  const chunks = await clientOf(line).models.generateContentStream({
    model,
    contents,
    config: { ...config, abortSignal: line.signal },
  });
  for await (const chunk of chunks) hear(chunk, hearing, line);
  return hearing.end();
}

function hear(chunk: GenerateContentResponse, hearing: Hearing, line: Line): void {
  const { modelVersion, usageMetadata: usage, promptFeedback: blocked, candidates = [] } = chunk;
  hearing.model(modelVersion);
  if (blocked?.blockReason !== undefined) {
    const said = blocked.blockReasonMessage ?? blocked.blockReason;
    throw refused({ provider: line.provider, key: line.key() }, 'content-filter', { said });
  }
  if (usage !== undefined) hearing.usage(usageOf(usage));
  const [candidate] = candidates;
  if (candidate !== undefined) hearCandidate(candidate, hearing);
}

function hearCandidate({ content, finishReason: finish }: Candidate, hearing: Hearing): void {
  for (const part of content?.parts ?? []) hearPart(part, hearing);
  if (finish !== undefined) hearing.finish(FINISHES[finish] ?? finish.toLowerCase());
}

function hearPart({ text, thought, functionCall: call }: Part, hearing: Hearing): void {
  if (thought !== true) hearing.text(text);
  if (call === undefined) return;
  const { id = '', name = '', args = {} } = call;
  hearing.call(id, name, args);
}

const FINISHES: Readonly<Record<string, Finish>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
};

function usageOf(
  usage: NonNullable<GenerateContentResponse['usageMetadata']>,
): Parameters<Hearing['usage']>[0] {
  const { promptTokenCount: asked = 0, toolUsePromptTokenCount: tools = 0 } = usage;
  const { candidatesTokenCount: written = 0, thoughtsTokenCount: thought = 0 } = usage;
  return {
    input: asked + tools,
    cached: usage.cachedContentTokenCount ?? 0,
    output: written + thought,
    reasoning: thought,
  };
}
