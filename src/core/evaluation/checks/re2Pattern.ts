import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** What a pattern asks for that no engine finds in time that is in proportion to the text. */
export interface Unsupported {
  /** As it is written. */
  readonly raw: string;
  readonly what: 'lookaround' | 'back reference';
}

/** What RE2 has to find in a text, or not. */
export interface Re2Part {
  readonly re2: string;
  readonly found: boolean;
}

/** A pattern of JavaScript as RE2 writes it: all parts hold of a text that it matches. */
export type Re2Pattern =
  { readonly parts: readonly Re2Part[] } | { readonly unsupported: Unsupported };

/** What JavaScript's `\s` means, and what its `.` leaves out, where RE2 means less. */
const SPACE =
  '\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const LINE_ENDS = '\\n\\r\\x{2028}\\x{2029}';
const ALL = '\\x{0}-\\x{10ffff}';

/**
 * Writes a pattern of JavaScript, as `new RegExp(pattern, flags)` reads it, for RE2, so that the same texts
 * match. A character beyond U+FFFF counts as one without the flag "u" as well. Throws `SyntaxError` for what
 * is no pattern.
 */
export function re2Pattern(pattern: string, flags: '' | 'u' = ''): Re2Pattern {
  const tree = new RegExpParser({ ecmaVersion: 2023 }).parsePattern(pattern, 0, pattern.length, {
    unicode: flags === 'u',
  });
  try {
    return { parts: partsOf(tree) };
  } catch (error) {
    if (error instanceof Refusal) return { unsupported: error.part };
    throw error;
  }
}

/**
 * Looking ahead right at the start of the text is a question of its own, which RE2 can answer:
 *
 *     ^(?=.*a)(?!.*b).{9}   ->   finds \\A.*a, does not find \\A.*b, finds \\A.{9}
 */
function partsOf({ alternatives }: AST.Pattern): readonly Re2Part[] {
  const [alternative] = alternatives;
  const [start, ...rest] = alternative?.elements ?? [];
  const isAnchored = start?.type === 'Assertion' && start.kind === 'start';
  if (!isAnchored || alternatives.length > 1) {
    return [{ re2: printAlternatives({ alternatives }), found: true }];
  }
  const end = rest.findIndex(element => !isLookahead(element));
  const ahead = (end < 0 ? rest : rest.slice(0, end)).filter(isLookahead);
  return [
    ...ahead.map(part => ({ re2: `\\A(?:${printAlternatives(part)})`, found: !part.negate })),
    { re2: `\\A${printElements(rest.slice(ahead.length))}`, found: true },
  ];
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === 'Assertion' && element.kind === 'lookahead';
}

class Refusal extends Error {
  readonly part: Unsupported;

  constructor(part: Unsupported) {
    super(part.what);
    this.part = part;
  }
}

function printAlternatives({
  alternatives,
}: {
  readonly alternatives: readonly AST.Alternative[];
}): string {
  return alternatives.map(({ elements }) => printElements(elements)).join('|');
}

function printElements(elements: readonly AST.Element[]): string {
  let printed = '';
  let high: AST.Character | undefined;
  for (const element of elements) {
    const pair = high === undefined ? undefined : printPair(high, element);
    if (high !== undefined && pair === undefined) printed += printElement(high);
    high = pair === undefined && element.type === 'Character' ? element : undefined;
    if (high === undefined) printed += pair ?? printElement(element);
  }
  return high === undefined ? printed : printed + printElement(high);
}

/** Two halves of a character, which stand alone where the flag "u" is not set; the second may be repeated. */
function printPair(high: AST.Character, next: AST.Element): string | undefined {
  const low = next.type === 'Quantifier' ? next.element : next;
  if (low.type !== 'Character' || high.value > 0xffff) return undefined;
  const text = String.fromCharCode(high.value, low.value);
  const point = text.codePointAt(0) ?? 0;
  if (point <= 0xffff) return undefined;
  return `${code(point)}${next.type === 'Quantifier' ? printQuantifier(next) : ''}`;
}

function printElement(element: AST.Element): string {
  switch (element.type) {
    case 'Character':
      return code(element.value);
    case 'CharacterSet':
      return `[${setRanges(element)}]`;
    case 'CharacterClass':
      return printClass(element);
    case 'Group':
    case 'CapturingGroup':
      return `(?:${printAlternatives(element)})`;
    case 'Quantifier':
      return `(?:${printElement(element.element)})${printQuantifier(element)}`;
    case 'Assertion':
      return printAssertion(element);
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new Refusal({ raw: element.raw, what: 'back reference' });
  }
}

function printQuantifier({ min, max, greedy }: AST.Quantifier): string {
  const lazy = greedy ? '' : '?';
  if (max === Infinity && min <= 1) return `${min === 0 ? '*' : '+'}${lazy}`;
  return `{${min}${max === Infinity ? ',' : `,${max}`}}${lazy}`;
}

function printAssertion(assertion: AST.Assertion): string {
  switch (assertion.kind) {
    case 'start':
      return '\\A';
    case 'end':
      return '\\z';
    case 'word':
      return assertion.negate ? '\\B' : '\\b';
    case 'lookahead':
    case 'lookbehind':
      throw new Refusal({ raw: assertion.raw, what: 'lookaround' });
  }
}

function printClass({ elements, negate }: AST.CharacterClass): string {
  if (elements.length === 0) return negate ? `[${ALL}]` : `[^${ALL}]`;
  return `[${negate ? '^' : ''}${elements.map(printClassElement).join('')}]`;
}

function printClassElement(element: AST.CharacterClassElement): string {
  if (element.type === 'Character') return code(element.value);
  if (element.type === 'CharacterSet') return setRanges(element);
  if (element.type === 'CharacterClassRange') {
    return `${code(element.min.value)}-${code(element.max.value)}`;
  }
  // Classes within classes need the flag "v", which nobody can set here.
  throw new SyntaxError(`A class in a class: ${element.raw}`);
}

/** A set as what stands between brackets. */
function setRanges(set: AST.CharacterSet): string {
  const negate = 'negate' in set && set.negate;
  switch (set.kind) {
    case 'any':
      return `^${LINE_ENDS}`;
    case 'digit':
      return negate ? '\\D' : '\\d';
    case 'word':
      return negate ? '\\W' : '\\w';
    case 'space':
      return negate ? NOT_SPACE : SPACE;
    case 'property':
      return set.raw;
  }
}

/** What is between the ranges of `SPACE`, for RE2 cannot take a set out of a class. */
const NOT_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

function code(point: number): string {
  return `\\x{${point.toString(16)}}`;
}
