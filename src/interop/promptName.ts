import { promptNameProblem } from '../core/base/names';

/** Endings of files that say what a file is, and not what its prompt is called. */
const ENDINGS = /\.(?:prompt\.ya?ml|prompt\.json|prompty|prompt|ya?ml|json|txt|md)$/i;

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
