import { entryOf, isMapping } from './plainValues';
import type { TemplateFormat } from '../core/prompt/document/model';

/**
 * The words of Phoenix, as its server checks them:
 * https://github.com/Arize-ai/phoenix, src/phoenix/db/types/prompts.py and model_provider.py.
 */

/** Who a model is from there, and before the slash of a model here. */
export const PROVIDERS: Readonly<Record<string, string>> = {
  OPENAI: 'openai',
  AZURE_OPENAI: 'azure',
  ANTHROPIC: 'anthropic',
  GOOGLE: 'google',
  DEEPSEEK: 'deepseek',
  XAI: 'xai',
  OLLAMA: 'ollama',
  AWS: 'bedrock',
  CEREBRAS: 'cerebras',
  FIREWORKS: 'fireworks',
  GROQ: 'groq',
  MOONSHOT: 'moonshot',
  PERPLEXITY: 'perplexity',
  TOGETHER: 'together',
};

export const FORMATS: Readonly<Record<string, TemplateFormat>> = {
  MUSTACHE: 'mustache',
  F_STRING: 'f-string',
  NONE: 'none',
};

/** Which tools may or must be called, but for one by its name. */
export const TOOL_CHOICES: Readonly<Record<string, string>> = {
  none: 'none',
  zero_or_more: 'auto',
  one_or_more: 'required',
};

type Check = (value: unknown) => boolean;

const isNumber: Check = value => typeof value === 'number' || typeof value === 'bigint';
const isInteger: Check = value => Number.isInteger(value) || typeof value === 'bigint';
const isTexts: Check = value =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

function isOneOf(...words: readonly string[]): Check {
  return value => words.includes(value as string);
}

/** A mapping of these keys alone, those in `required` among them. */
function isShape(keys: Readonly<Record<string, Check>>, ...required: readonly string[]): Check {
  return value =>
    isMapping(value) &&
    required.every(key => key in value) &&
    Object.entries(value).every(([key, item]) => Object.hasOwn(keys, key) && keys[key]?.(item));
}

/** Parameters that one kind of provider takes there, and what each must be. */
export interface ParameterTable {
  readonly checks: Readonly<Record<string, Check>>;
  /** Whether other parameters go into the request as they are, in `extra_body`. */
  readonly takesMore: boolean;
}

const SHARED = { temperature: isNumber, top_p: isNumber };
const OPENAI: ParameterTable = {
  checks: {
    ...SHARED,
    max_tokens: isInteger,
    max_completion_tokens: isInteger,
    frequency_penalty: isNumber,
    presence_penalty: isNumber,
    seed: isInteger,
    stop: isTexts,
    reasoning_effort: isOneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh'),
  },
  takesMore: true,
};
const DISPLAY = { display: isOneOf('summarized', 'omitted') };
const isThinking: Check = value =>
  isShape({ type: isOneOf('disabled') }, 'type')(value) ||
  isShape({ type: isOneOf('adaptive'), ...DISPLAY }, 'type')(value) ||
  isShape(
    {
      type: isOneOf('enabled'),
      budget_tokens: budget => isInteger(budget) && Number(budget) >= 1024,
      ...DISPLAY,
    },
    'type',
    'budget_tokens',
  )(value);
const TABLES: Readonly<Record<string, ParameterTable>> = {
  ANTHROPIC: {
    checks: {
      ...SHARED,
      max_tokens: isInteger,
      stop_sequences: isTexts,
      output_config: isShape({ effort: isOneOf('low', 'medium', 'high', 'xhigh', 'max') }),
      thinking: isThinking,
    },
    takesMore: true,
  },
  AWS: {
    checks: { ...SHARED, max_tokens: isInteger, stop_sequences: isTexts },
    takesMore: false,
  },
  GOOGLE: {
    checks: {
      ...SHARED,
      max_output_tokens: isInteger,
      stop_sequences: isTexts,
      presence_penalty: isNumber,
      frequency_penalty: isNumber,
      top_k: isInteger,
      thinking_config: isShape({
        thinking_budget: isInteger,
        thinking_level: isOneOf('minimal', 'low', 'medium', 'high'),
        include_thoughts: value => typeof value === 'boolean',
      }),
    },
    takesMore: false,
  },
};

/** The parameters of a provider; most speak OpenAI's protocol. */
export function parametersOf(provider: string): ParameterTable {
  return entryOf(TABLES, provider) ?? OPENAI;
}
