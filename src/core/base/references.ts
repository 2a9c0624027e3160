import { LedgerError } from './errors';
import {
  parsePromptName,
  parseTagName,
  selectorForm,
  type PromptName,
  type TagName,
} from './names';

/** Which version of a prompt is meant. */
export type Selector =
  | { readonly kind: 'latest' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'id'; readonly prefix: string }
  | { readonly kind: 'tag'; readonly tag: TagName };

/** A prompt and which version of it: `support/greeting@production`. */
export interface Reference {
  readonly prompt: PromptName;
  readonly selector: Selector;
}

/** Reads `name`, `name@latest`, `name@3`, `name@v3`, `name@<id>` or `name@<tag>`. Throws `invalid-name`. */
export function parseReference(text: string): Reference {
  const at = text.indexOf('@');
  if (at < 0) return { prompt: parsePromptName(text), selector: { kind: 'latest' } };
  return {
    prompt: parsePromptName(text.slice(0, at)),
    selector: parseSelector(text.slice(at + 1)),
  };
}

/** Reads what stands after `@`. Throws `invalid-name`. */
export function parseSelector(text: string): Selector {
  const form = selectorForm(text);
  switch (form) {
    case 'latest':
      return { kind: 'latest' };
    case 'number':
      return { kind: 'number', number: parseVersionNumber(text) };
    case 'id':
      return { kind: 'id', prefix: text };
    case 'tag':
      return { kind: 'tag', tag: parseTagName(text) };
  }
}

function parseVersionNumber(text: string): number {
  const number = Number(text.replace('v', ''));
  if (Number.isSafeInteger(number)) return number;
  throw new LedgerError('invalid-name', { selector: text }, `"${text}" is too large a number.`);
}

/** The text that `parseReference` reads back. */
export function printReference({ prompt, selector }: Reference): string {
  return `${prompt}@${printSelector(selector)}`;
}

function printSelector(selector: Selector): string {
  switch (selector.kind) {
    case 'latest':
      return 'latest';
    case 'number':
      return String(selector.number);
    case 'id':
      return selector.prefix;
    case 'tag':
      return selector.tag;
  }
}
