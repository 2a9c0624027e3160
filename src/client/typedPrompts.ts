import type { Values } from '../core/document/inputs';
import type { RenderedMessage, RenderedPrompt } from '../core/render/render';

/**
 * What `promptledger types` fills in: the prompts of a registry, their tags and their variables.
 * As long as it is empty, every name is allowed.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Declaration files add to it.
export interface PromptTypes {}

/** A value that a template prints or takes apart. */
export type Value = string | number | boolean | null | object;

/** A message of a conversation so far, in the form that rendering gives. */
export type HistoryMessage = RenderedMessage;

/** The names of prompts: those of `PromptTypes`, or any text. */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- Not once it is filled in.
export type PromptName = [keyof PromptTypes] extends [never] ? string : keyof PromptTypes & string;

/** The tags of a prompt. */
export type TagOf<Name> = Name extends keyof PromptTypes
  ? PromptTypes[Name] extends { readonly tags: infer Tags }
    ? keyof Tags & string
    : string
  : string;

/** Which version of a prompt is wanted: one of these, or the latest. */
export interface VersionChoice<Name = string> {
  /** The version that this tag points at. */
  readonly tag?: TagOf<Name> | undefined;
  /** The version with this number. */
  readonly version?: number | undefined;
  /** The version whose id is this, or begins with these seven characters or more. */
  readonly id?: string | undefined;
}

interface AnySignature {
  readonly type: RenderedPrompt['type'];
  readonly values: Values;
}

/** What a choice of a version asks for and renders to, as far as `PromptTypes` says. */
export type SignatureOf<Name, Choice> = Name extends keyof PromptTypes
  ? Choice extends { readonly tag: infer Tag extends string }
    ? PromptTypes[Name] extends { readonly tags: Readonly<Record<Tag, infer Signature>> }
      ? Signature
      : AnySignature
    : Choice extends { readonly version: number } | { readonly id: string }
      ? AnySignature
      : PromptTypes[Name] extends { readonly latest: infer Signature }
        ? Signature
        : AnySignature
  : AnySignature;

/** The values of a signature. */
export type ValuesOf<Signature> = Signature extends { readonly values: infer Given }
  ? Given
  : Values;

/** What rendering with a signature gives. */
export type OutputOf<Signature> = Signature extends { readonly type: infer Type }
  ? Extract<RenderedPrompt, { readonly type: Type }>
  : RenderedPrompt;

/** Values may be left out where none of them is required. */
export type GivenValues<Given, Options> =
  Partial<Given> extends Given
    ? [values?: Given, options?: Options]
    : [values: Given, options?: Options];
