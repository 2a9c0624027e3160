import type { Values } from '../core/prompt/document/inputs';
import type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';

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

declare const anyPrompt: unique symbol;

/**
 * A name that is known only when the program runs: `registry.get(name as AnyPromptName)`. Nothing is
 * checked of its tag, its version and its values until then.
 */
export type AnyPromptName = PromptName & { readonly [anyPrompt]: true };

/** What `PromptTypes` says of a prompt; `unknown` for a name that is not known yet. */
type Known<Name> = Name extends AnyPromptName
  ? unknown
  : Name extends keyof PromptTypes
    ? PromptTypes[Name]
    : unknown;

/** The tags of a prompt. */
export type TagOf<Name> =
  Known<Name> extends { readonly tags: infer Tags } ? (keyof Tags & string) | 'latest' : string;

/** The numbers of the versions of a prompt. */
export type NumberOf<Name> =
  Known<Name> extends { readonly versions: infer Versions } ? keyof Versions & number : number;

/** Which version of a prompt is wanted: one of these, or the latest. */
export interface VersionChoice<Name = string> {
  /** The version that this tag points at. */
  readonly tag?: TagOf<Name> | undefined;
  /** The version with this number. */
  readonly version?: NumberOf<Name> | undefined;
  /** The version whose id is this, or begins with these seven characters or more. */
  readonly id?: string | undefined;
}

interface AnySignature {
  readonly type: RenderedPrompt['type'];
  readonly values: Values;
}

/** What a choice of a version asks for and renders to, as far as `PromptTypes` says. */
export type SignatureOf<Name, Choice> = Choice extends { readonly id: string }
  ? AnySignature
  : Choice extends { readonly version: infer Number extends number }
    ? Signature<Known<Name>, 'versions', Number>
    : Choice extends { readonly tag: infer Tag extends string }
      ? Signature<Known<Name>, 'tags', Tag>
      : Known<Name> extends { readonly latest: infer Latest }
        ? Latest
        : AnySignature;

type Signature<Of, Kind extends string, Key extends PropertyKey> =
  Of extends Readonly<Record<Kind, infer Signatures>>
    ? Key extends keyof Signatures
      ? Signatures[Key]
      : Key extends 'latest'
        ? Of extends { readonly latest: infer Latest }
          ? Latest
          : AnySignature
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
