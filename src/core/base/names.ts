import { LedgerError } from './errors';

/** A prompt name that has been checked: `segment/segment/…`. Made by `parsePromptName` alone. */
export type PromptName = string & { readonly __brand: 'PromptName' };
/** A tag name that has been checked. Made by `parseTagName` alone. */
export type TagName = string & { readonly __brand: 'TagName' };

const SEGMENT = /^[a-z0-9]([_a-z0-9-]*[a-z0-9])?$/;
const TAG = /^[a-z0-9]([._a-z0-9-]*[a-z0-9])?$/;
/** Names that Windows keeps for devices: a file of that name cannot be checked out there. */
const DEVICE = /^(con|nul|aux|prn|com[0-9]|lpt[0-9])$/;
const MAX_PROMPT_LENGTH = 100;
const MAX_TAG_LENGTH = 64;

/** Why `text` is no prompt name, as a sentence for a person, or `undefined` when it is one. */
export function promptNameProblem(text: string): string | undefined {
  if (text === '') return 'A prompt needs a name.';
  if (text.length > MAX_PROMPT_LENGTH) {
    return `A prompt name has at most ${MAX_PROMPT_LENGTH} characters; this one has ${text.length}.`;
  }
  for (const segment of text.split('/')) {
    if (segment === '') return 'Each part between slashes needs at least one character.';
    if (DEVICE.test(segment)) return `"${segment}" is a device name on Windows. Choose another.`;
    if (!SEGMENT.test(segment)) return segmentProblem(segment);
  }
  return undefined;
}

function segmentProblem(segment: string): string {
  return /^[_a-z0-9-]+$/.test(segment)
    ? `"${segment}" must start and end with a lower-case letter or a digit.`
    : `"${segment}" may hold only lower-case letters, digits, "-" and "_".`;
}

/** `text` as a prompt name. Throws `invalid-name` with the reason. */
export function parsePromptName(text: string): PromptName {
  const problem = promptNameProblem(text);
  if (problem !== undefined) {
    throw new LedgerError('invalid-name', { name: text.slice(0, 200), kind: 'prompt' }, problem);
  }
  return text as PromptName;
}

/** What stands after `@` in a reference, by its form alone. */
export type SelectorForm = 'latest' | 'number' | 'id' | 'tag';

/** The form of a selector: `latest`; `3` or `v3`; 7 to 32 hex digits; anything else is a tag. */
export function selectorForm(text: string): SelectorForm {
  if (text === 'latest') return 'latest';
  if (/^[0-9a-f]{32}$/.test(text)) return 'id';
  if (/^v?[0-9]+$/.test(text)) return 'number';
  return /^[0-9a-f]{7,31}$/.test(text) ? 'id' : 'tag';
}

const RESERVED_REASON: Record<Exclude<SelectorForm, 'tag'>, string> = {
  latest: '"latest" always means the newest version.',
  number: 'That would read as a version number.',
  id: 'That would read as a version id.',
};

/** Why `text` is no tag name, as a sentence for a person, or `undefined` when it is one. */
export function tagNameProblem(text: string): string | undefined {
  if (text === '') return 'A tag needs a name.';
  if (text.length > MAX_TAG_LENGTH) {
    return `A tag name has at most ${MAX_TAG_LENGTH} characters; this one has ${text.length}.`;
  }
  if (!TAG.test(text)) {
    return /^[._a-z0-9-]+$/.test(text)
      ? `"${text}" must start and end with a lower-case letter or a digit.`
      : `"${text}" may hold only lower-case letters, digits, ".", "-" and "_".`;
  }
  const form = selectorForm(text);
  if (form === 'tag') return undefined;
  const other = form === 'number' ? `, such as "${text}.0"` : '';
  return `${RESERVED_REASON[form]} Choose another tag name${other}.`;
}

/** `text` as a tag name. Throws `invalid-name`, or `tag-reserved` for the form of another selector. */
export function parseTagName(text: string): TagName {
  const problem = tagNameProblem(text);
  if (problem === undefined) return text as TagName;
  const reserved = TAG.test(text) && text.length <= MAX_TAG_LENGTH;
  throw new LedgerError(
    reserved ? 'tag-reserved' : 'invalid-name',
    { name: text.slice(0, 200), kind: 'tag' },
    problem,
  );
}
