import type { Values } from '../core/prompt/document/inputs';
import type { GivenValues } from './typedPrompts';
import type { RenderedPrompt } from '../core/prompt/render/model';

/** What to do about a variable that nobody gave; without this it is the error `missing-variables`. */
export interface RenderOptions {
  /** Leave its tag in place. */
  readonly partial?: boolean | undefined;
  /** `empty`: print nothing. */
  readonly missing?: 'error' | 'empty' | undefined;
}

type Lenient = RenderOptions & ({ readonly partial: true } | { readonly missing: 'empty' });
type Mapping = Readonly<Record<string, unknown>>;

/** One version of a prompt: it never changes. */
export interface BasicPrompt<Given = Values, Output extends RenderedPrompt = RenderedPrompt> {
  /** The name that it was asked for by. */
  readonly name: string;
  /** The version's id; empty for a fallback. */
  readonly id: string;
  /** The version's number; 0 for a fallback. */
  readonly number: number;
  /** The tag that it was asked for by. */
  readonly tag: string | undefined;
  /** Whether this is what stood in for a prompt that is not there. */
  readonly isFallback: boolean;
  /** Whether it renders to a text or to the messages of a chat. */
  readonly type: Output['type'];
  /** The model that the prompt was written for, as it names it: `openai/gpt-4o`. */
  readonly model: string | undefined;
  /** What the model is called with: `temperature`, `max_tokens` and the like. */
  readonly parameters: Mapping;
  /** What the prompt says of itself: owner, purpose, whatever your team keeps there. */
  readonly metadata: Mapping;
  /** All of the front matter, `tools`, `tool_choice` and `response_format` among it. */
  readonly frontMatter: Mapping;
  /** Renders what the values give, and does not mind missing ones. */
  render(values: Partial<Given>, options: Lenient): Output;
  /**
   * The text or the messages for the model. Throws `missing-variables`, `invalid-input`,
   * `template-syntax` or `include-cycle`.
   */
  render(...given: GivenValues<Given, RenderOptions>): Output;
  /**
   * What a trace should say of the prompt: `gen_ai.prompt.name` and `gen_ai.prompt.version`, as
   * OpenTelemetry's conventions for generative AI name them, and `promptledger.prompt.id` and
   * `promptledger.prompt.tag`, for which they have no name.
   */
  attributes(): Readonly<Record<string, string>>;
}

/** A version that has been found, and how it is rendered. */
export interface FoundVersion {
  readonly name: string;
  readonly id: string;
  readonly number: number;
  readonly tag: string | undefined;
  readonly isFallback: boolean;
  readonly type: RenderedPrompt['type'];
  readonly frontMatter: Mapping;
  readonly fill: (values: Values, options: RenderOptions) => RenderedPrompt;
}

/** A prompt as every reader gives it. */
export class FoundPrompt implements BasicPrompt {
  readonly name: string;
  readonly id: string;
  readonly number: number;
  readonly tag: string | undefined;
  readonly isFallback: boolean;
  readonly type: RenderedPrompt['type'];
  readonly frontMatter: Mapping;
  readonly #fill: FoundVersion['fill'];

  constructor(found: FoundVersion) {
    this.name = found.name;
    this.id = found.id;
    this.number = found.number;
    this.tag = found.tag;
    this.isFallback = found.isFallback;
    this.type = found.type;
    this.frontMatter = frozen(found.frontMatter);
    this.#fill = found.fill;
    Object.freeze(this);
  }

  get model(): string | undefined {
    const { model } = this.frontMatter;
    return typeof model === 'string' ? model : undefined;
  }

  get parameters(): Mapping {
    return (this.frontMatter.parameters ?? {}) as Mapping;
  }

  get metadata(): Mapping {
    return (this.frontMatter.metadata ?? {}) as Mapping;
  }

  render(values: Values = {}, options: RenderOptions = {}): RenderedPrompt {
    return this.#fill(values, options);
  }

  attributes(): Readonly<Record<string, string>> {
    const { name, id, number, tag, isFallback } = this;
    return {
      'gen_ai.prompt.name': name,
      ...(isFallback
        ? { 'promptledger.prompt.fallback': 'true' }
        : { 'gen_ai.prompt.version': `${number}`, 'promptledger.prompt.id': id }),
      ...(tag === undefined ? {} : { 'promptledger.prompt.tag': tag }),
    };
  }
}

/** All applications of a process share what was read. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
