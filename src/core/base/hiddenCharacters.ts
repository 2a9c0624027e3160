/**
 * What is never seen and may deceive or act: control characters but the end of a line and a tab,
 * marks that reverse what follows, whatever Unicode calls ignorable
 * (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point: joiners, tags, variation
 * selectors, fillers), interlinear annotations, separators of lines, and half characters.
 */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Scripts whose letters change their form by a joiner beside them. */
const JOINED =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}' +
  '\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}]';

/**
 * Where such a character is ordinary: the end of a line, a joiner within an emoji or beside a letter
 * that it joins, the selector that makes a sign an emoji, and one that chooses a form of a Han or a
 * Mongolian letter.
 */
const ORDINARY = new RegExp(
  [
    '[\\n\\t]',
    '\\r(?=\\n)',
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})',
    `(?<=${JOINED})[\\u200c\\u200d](?=${JOINED}|[\\s\\p{P}]|$)`,
    '(?<=\\p{Emoji})[\\ufe0e\\ufe0f]',
    '(?<=\\p{sc=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{sc=Mong})[\\u180b-\\u180d\\u180f]',
  ].join('|'),
  'uy',
);

/**
 * A text with what nobody sees written out, as `\x1b`, `\u202e` or `\u{e0041}`: for whoever reads it
 * to decide on something, and for a terminal, which would obey. A text shown so is not changed again.
 */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (character, at: number) =>
    isOrdinary(text, at) ? character : codeOf(character),
  );
}

/**
 * A text in pieces, for whoever shows such characters in a way of his own: every second piece, from the
 * second one on, is a single one of them.
 */
export function cutAtHidden(text: string): readonly string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (isOrdinary(text, index)) continue;
    pieces.push(text.slice(end, index), character);
    end = index + character.length;
  }
  return [...pieces, text.slice(end)];
}

/** `showHidden` for a text that is to stay on one line: ends of lines as well. */
export function showOnOneLine(text: string): string {
  return showHidden(text).replaceAll('\r', '\\r').replaceAll('\n', '\\n');
}

/** `showHidden` for a text that is JSON, which stays the same JSON. */
export function showHiddenInJson(json: string): string {
  return json.replace(HIDDEN, (character, at: number) =>
    isOrdinary(json, at) ? character : [...unitsOf(character)].map(jsonCode).join(''),
  );
}

function isOrdinary(text: string, at: number): boolean {
  ORDINARY.lastIndex = at;
  return ORDINARY.test(text);
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\r') return '\\r';
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code > 0xff ? jsonCode(code) : `\\x${code.toString(16).padStart(2, '0')}`;
}

function unitsOf(character: string): number[] {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
}

function jsonCode(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
