import { jinjaEngine } from '../core/engines/jinja/engine';

/**
 * A template of Jinja in which a variable that nobody gave prints nothing and is not defined, as where
 * it was written for: here it is none, which Jinja prints as "None".
 * @param names the variables that may be left out; letters, digits and "_"
 */
export function withoutNone(text: string, names: readonly string[]): string {
  return names
    .filter(name => /^\w+$/.test(name) && text.includes(name))
    .reduce(withoutNoneIn, text);
}

function withoutNoneIn(text: string, name: string): string {
  // What stands between "raw" and "endraw" only looks like a tag.
  if (/\{%-?\s*raw/.test(text)) return usesValue(text, name) ? `${fallback(name)}${text}` : text;
  const pieces = piecesOf(text).map((piece, index) => {
    return index % 2 === 0 ? { written: piece, isFilled: true } : tagFor(piece, name);
  });
  const written = pieces.map(piece => piece.written).join('');
  return pieces.every(({ isFilled }) => isFilled) ? written : `${fallback(name)}${written}`;
}

/** A text, a tag, a text and so on: `{{ … }}` prints, `{% … %}` decides something. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let [done, at] = [0, text.indexOf('{')];
  while (at >= 0) {
    const closer = { '{': '}}', '%': '%}' }[text.charAt(at + 1)];
    const end = closer === undefined ? at : text.indexOf(closer, at + 2);
    if (end < 0) break;
    if (closer !== undefined) {
      pieces.push(text.slice(done, at), text.slice(at, end + 2));
      done = end + 2;
    }
    at = text.indexOf('{', Math.max(done, at + 1));
  }
  return [...pieces, text.slice(done)];
}

/** A tag in words for a variable that may be none, and whether that is all it needs. */
function tagFor(tag: string, name: string): { written: string; isFilled: boolean } {
  if (!tag.includes(name)) return { written: tag, isFilled: true };
  const bare = new RegExp(`^(\\{\\{-?)\\s*${name}\\s*(-?\\}\\})$`).exec(tag);
  if (bare !== null) {
    const [, open = '', close = ''] = bare;
    const written = `${open} ${name} if ${name} is not none else "" ${close}`;
    return { written, isFilled: true };
  }
  const written = askedFor(tag, name);
  const isDefault = written !== tag && /\|\s*(?:default|d)\(/.test(tag);
  return { written, isFilled: isDefault || !usesValue(written, name) };
}

/** Questions whether the variable was given, in words for one that is none. */
function askedFor(tag: string, name: string): string {
  return tag
    .replace(new RegExp(`\\b${name}\\s+is\\s+defined\\b`, 'g'), `${name} is not none`)
    .replace(
      new RegExp(`\\b${name}\\s+is\\s+(?:not\\s+defined|undefined)\\b`, 'g'),
      `${name} is none`,
    )
    .replace(
      new RegExp(`(?<![\\w.])${name}\\s*(?=\\|\\s*(?:default|d)\\()`, 'g'),
      `(${name} if ${name} is not none) `,
    );
}

/** Whether a tag does something with the value, besides asking whether it is true. */
function usesValue(text: string, name: string): boolean {
  const opening = text.replace(/^(\{%-?\s*)elif\b/, '$1if');
  const word = /^\{%-?\s*(for|if)\b/.exec(opening)?.[1];
  const closed = word === undefined ? opening : `${opening}{% end${word} %}`;
  const { variables, problems } = jinjaEngine.parse(closed);
  if (problems.length > 0) return new RegExp(`\\b${name}\\b`).test(text);
  return variables.some(use => use.kind !== 'section' && use.name.split(/[.[]/, 1)[0] === name);
}

function fallback(name: string): string {
  return `{% set ${name} = "" if ${name} is none else ${name} %}`;
}
