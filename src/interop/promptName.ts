import { promptNameProblem } from '../core/base/names';

/** Endings of files that say what a file is, and not what its prompt is called. */
const ENDINGS =
  /\.(?:prompt\.(?:ya?ml|json|mdx?)|(?:agent|chatmode|instructions)\.md|prompty|prompt|ya?ml|jsonl?|ndjson|csv|tsv|txt|markdown|mdx?)$/i;

/**
 * The name for an imported prompt: made of what the file calls it, else of the name of the file;
 * `undefined` where neither has a letter or digit.
 */
export function promptNameOf(file: string, said: string | undefined): string | undefined {
  return (said === undefined ? undefined : slugPath(said)) ?? slugPath(baseName(file));
}

/** A name that a prompt cannot have, to be kept beside the one it gets. */
export function otherName(name: unknown): string | undefined {
  return typeof name === 'string' && promptNameProblem(name) !== undefined ? name : undefined;
}

/** A text as a prompt name, its folders kept: `Support/First answer` is `support/first-answer`. */
export function slugPath(text: string): string | undefined {
  const name = text
    .split('/')
    .map(slug)
    .filter(segment => segment !== '')
    .join('/');
  return promptNameProblem(name) === undefined ? name : undefined;
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '-')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+/, '')
    .replace(/(?<![-_])[-_]+$/, '');
}

function baseName(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return name.replace(ENDINGS, '');
}

/**
 * A name for each prompt of a file that holds several, by what the file calls it. Where no name can be
 * made of that, or two would get the same, the name of the file or the shared name gets a number.
 */
export function promptNamesIn(file: string, given: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const next = new Map<string, number>();
  const take = (said: string, name: string): void => {
    names.set(said, name);
    taken.add(name);
  };
  // Who is called so already keeps its name.
  for (const said of given) if (promptNameProblem(said) === undefined) take(said, said);
  const fallback = slugPath(baseName(file)) ?? 'prompt';
  const nameless = given.filter(said => slugPath(said) === undefined);
  for (const said of given) {
    if (names.has(said)) continue;
    const slug = slugPath(said);
    const isFirst = slug !== undefined || nameless.length === 1;
    take(said, freeName(slug ?? fallback, isFirst ? 0 : 1, { taken, next }));
  }
  return names;
}

interface NamesInUse {
  readonly taken: ReadonlySet<string>;
  /** Below these, the numbers behind a name are taken: many rows may have one name. */
  readonly next: Map<string, number>;
}

/** The name, with the first number behind it that makes it nobody else's. */
function freeName(name: string, first: number, { taken, next }: NamesInUse): string {
  const numbered = (number: number): string => (number === 0 ? name : `${name}-${number}`);
  const key = `${first} ${name}`;
  let number = next.get(key) ?? first;
  while (taken.has(numbered(number))) number = Math.max(number + 1, 2);
  next.set(key, number);
  return numbered(number);
}
