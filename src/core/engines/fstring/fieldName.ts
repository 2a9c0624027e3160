/** A step from a value to a part of it: `.name`, or `[name]` where `isItem`. */
export interface PathPart {
  readonly name: string;
  readonly isItem: boolean;
}

export type FieldPath = { readonly path: readonly PathPart[] } | { readonly problem: string };

const NUMBER = /^\p{Nd}+$/u;
/** Nobody names a value so, but JSON in a prompt looks like it. */
const UNLIKELY = /^\s|\s$|["\n]/;
/** What whoever means a brace and not a field must know. */
export const TEXT_HINT = 'For a brace in the text, write {{ or }}.';

/** Reads `customer.orders[0]`, or says why it names no value. */
export function parseFieldName(text: string): FieldPath {
  const nameEnd = endOfName(text, 0);
  const name = text.slice(0, nameEnd);
  const problem = rootProblem(name);
  if (problem !== undefined) return { problem };
  const path: PathPart[] = [{ name, isItem: false }];
  for (let at = nameEnd; at < text.length;) {
    const step = readStep(text, at);
    if ('problem' in step) return step;
    path.push(step.part);
    at = step.end;
  }
  return { path };
}

function rootProblem(name: string): string | undefined {
  if (name === '') return `Values have names: write {name} instead of {}. ${TEXT_HINT}`;
  if (NUMBER.test(name)) {
    return `Values have names, not numbers: write {name} instead of {${short(name)}}. ${TEXT_HINT}`;
  }
  if (UNLIKELY.test(name)) return `${quote(name)} is no name of a value. ${TEXT_HINT}`;
  return privateProblem(name);
}

function readStep(
  text: string,
  at: number,
): { readonly part: PathPart; readonly end: number } | { readonly problem: string } {
  const isItem = text[at] === '[';
  if (!isItem && text[at] !== '.') return { problem: 'Only "." or "[" can follow "]" in a name.' };
  const end = isItem ? text.indexOf(']', at) : endOfName(text, at + 1);
  if (end < 0) return { problem: 'A "]" is missing.' };
  const name = text.slice(at + 1, end);
  if (name === '') return { problem: `Something must follow "${text[at] ?? ''}" in a name.` };
  const problem = isItem ? undefined : privateProblem(name);
  if (problem !== undefined) return { problem };
  return { part: { name, isItem }, end: isItem ? end + 1 : end };
}

/** Where the name that begins at `start` ends: at a dot, a bracket or the end. */
function endOfName(text: string, start: number): number {
  const end = /[.[]/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

function privateProblem(name: string): string | undefined {
  return name.startsWith('_') ? `${quote(name)} begins with "_", which no name may.` : undefined;
}

function quote(name: string): string {
  return JSON.stringify(short(name));
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
