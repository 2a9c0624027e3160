import { isMapping } from './plainValues';

/** What a source says of one of several versions of a prompt, besides its text. */
export interface VersionFacts {
  /** Its number there. */
  readonly number: number;
  /** What else it is called there. */
  readonly id?: string;
  /** Its labels, tags or aliases there. */
  readonly labels: readonly string[];
  readonly message?: string;
  /** When it was made, as records have it: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at?: string;
  /** Without an email where nothing says one. */
  readonly author?: { readonly name: string; readonly email: string };
}

/** The same as it was read, of whatever type. */
export interface SaidOfVersion {
  readonly number: number;
  readonly labels: readonly string[];
  readonly id?: unknown;
  readonly message?: unknown;
  /** A text, or the milliseconds since 1970. */
  readonly at?: unknown;
  /** `Name <email>`, a name alone, or both as an object. */
  readonly author?: unknown;
}

/** Reads what is said of a version; what is no time or no person is left out. */
export function versionFacts({ number, labels, ...said }: SaidOfVersion): VersionFacts {
  const at = timeOf(said.at);
  const author = personOf(said.author);
  return {
    number,
    labels,
    ...(typeof said.id === 'string' ? { id: said.id } : {}),
    ...(typeof said.message === 'string' && said.message !== '' ? { message: said.message } : {}),
    ...(at === undefined ? {} : { at }),
    ...(author === undefined ? {} : { author }),
  };
}

function timeOf(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{9,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'string' && typeof number !== 'number') return undefined;
  // A date without its zone is one of UTC, wherever it is read.
  const text = typeof number === 'string' ? withZone(number) : number;
  const time = new Date(text).getTime();
  return Number.isNaN(time) || Math.abs(time) > 2e14 ? undefined : new Date(time).toISOString();
}

function withZone(text: string): string {
  return /^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
}

function personOf(value: unknown): VersionFacts['author'] {
  if (isMapping(value)) {
    const { name, email } = value;
    const isPerson = typeof name === 'string' && name !== '';
    return isPerson ? { name, email: typeof email === 'string' ? email : '' } : undefined;
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const [, name = value, email = ''] = /^([^<>]+)<([^<>\s]+)>$/.exec(value.trim()) ?? [];
  return { name: name.trim(), email };
}
