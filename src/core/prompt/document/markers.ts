import type { Marker, MarkerKind } from './chatLines';
import type { MediaPart } from './model';

/** What each marker takes in brackets. */
const ATTRIBUTES: Readonly<Record<MarkerKind, readonly string[]>> = {
  image: ['type', 'detail'],
  file: ['type', 'name'],
  call: ['id'],
  result: [],
  history: [],
};

/** `key=value`, already without commas and brackets. */
const ATTRIBUTE = /^\s*([a-z]+)=(\S(?:[^]*\S)?)\s*$/;

/** The attributes of a marker by name. What is wrong with them is left out. */
export function readAttributes(marker: Marker): Readonly<Partial<Record<string, string>>> {
  const entries = piecesOf(marker).flatMap(piece => {
    const [, name, value] = ATTRIBUTE.exec(piece) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries.filter(([name]) => ATTRIBUTES[marker.kind].includes(name)));
}

/** What is wrong with what stands in the brackets of a marker, if anything is. */
export function attributeProblem(marker: Marker): string | undefined {
  const allowed = ATTRIBUTES[marker.kind];
  const pieces = piecesOf(marker);
  if (pieces.length === 0) return undefined;
  if (allowed.length === 0) return `"@${marker.kind}" takes nothing in brackets.`;
  const names = pieces.map(piece => ATTRIBUTE.exec(piece)?.[1]);
  const wrong = pieces.find((_, index) => !allowed.includes(names[index] ?? ''));
  if (wrong !== undefined) {
    const example = allowed.map(name => `${name}=…`).join(', ');
    return `"${wrong.trim()}" has no meaning here. Write it as "@${marker.kind}[${example}]: ".`;
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `"${twice}" stands here twice.`;
}

/** The line that a part is, but for escaping. */
export function mediaLine({ type, url, mediaType, ...attributes }: MediaPart): string {
  return `@${type}${printAttributes({ type: mediaType, ...attributes })}: ${url}`;
}

/** The line that a call begins with, up to its arguments. An id is written where it is not the name. */
export function callHead({ id, name }: { readonly id: string; readonly name: string }): string {
  return `@call${printAttributes(id === name ? {} : { id })}: ${name}`;
}

/** The brackets of a marker, empty where there is nothing to put in them. */
function printAttributes(values: Readonly<Partial<Record<string, string>>>): string {
  const pieces = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return pieces.length === 0 ? '' : `[${pieces.join(', ')}]`;
}

function piecesOf({ attributes }: Marker): readonly string[] {
  return attributes === undefined ? [] : attributes.split(',');
}
