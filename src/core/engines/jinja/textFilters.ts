import type { Budget } from '../template/budget';
import type { Arguments } from './arguments';
import { joinTexts, replaceParts } from './methods';
import { requireInteger } from './numbers';
import { printJson, toText, type JsonStyle } from './print';
import {
  capitalize,
  convertText,
  countText,
  lengthOf,
  splitLines,
  strip,
  titleWords,
  unitsOf,
} from './text';
import { Failure, isTrue, typeName, Undefined, type Value } from './values';
import type { Filter, FilterTools } from './model';

export const textFilters: Readonly<Record<string, Filter>> = {
  capitalize: simple(capitalize),
  center: {
    parameters: ['width'],
    run: (value, given, { budget }) => {
      const text = toText(value);
      const width = given.integer('width', 80);
      const space = Math.max(0, width - lengthOf(text, budget));
      budget.reserve(space + text.length);
      // Python puts the odd space to the left when the width is odd.
      const left = Math.floor(space / 2) + (space & width & 1);
      return ' '.repeat(left) + text + ' '.repeat(space - left);
    },
  },
  d: { parameters: ['default_value', 'boolean'], isLenient: true, run: fallBack },
  default: { parameters: ['default_value', 'boolean'], isLenient: true, run: fallBack },
  indent: {
    parameters: ['width', 'first', 'blank'],
    run: (value, given, { budget }) => {
      const width = given.value('width') ?? 4;
      const count = typeof width === 'string' ? 0 : requireInteger(width, '"width"');
      const text = requireText(value, 'indent');
      budget.reserve(count);
      const indentation = typeof width === 'string' ? width : ' '.repeat(Math.max(0, count));
      budget.reserve((countText(text, '\n', budget) + 1) * indentation.length + text.length);
      return joinTexts(indent(text, indentation, { given, budget }), '\n', budget);
    },
  },
  lower: simple(text => text.toLowerCase()),
  replace: {
    parameters: ['old', 'new', 'count'],
    required: 2,
    run: (value, given, { budget }) => {
      const count = given.value('count') ?? null;
      const limit = count === null ? -1 : requireInteger(count, '"count"');
      const change = { old: toText(given.value('old') ?? ''), count: limit };
      const parts = replaceParts(toText(value), change, budget);
      return joinTexts(parts, toText(given.value('new') ?? ''), budget);
    },
  },
  safe: simple(text => text),
  string: simple(text => text),
  title: simple((text, budget) => {
    // Each second letter may be a word.
    budget.hold(text.length / 2);
    return titleWords(text);
  }),
  tojson: { parameters: ['indent'], run: toJson },
  trim: {
    parameters: ['chars'],
    run: (value, given, { budget }) => {
      const characters = given.value('chars') ?? null;
      const chosen = characters === null ? undefined : budget.text(toText(characters));
      return strip(budget.text(toText(value)), 'both', chosen);
    },
  },
  truncate: { parameters: ['length', 'killwords', 'end', 'leeway'], run: truncate },
  upper: simple(text => text.toUpperCase()),
  urlencode: { parameters: [], run: urlEncode },
  wordcount: simple((text, budget) => {
    let count = 0;
    for (const [word] of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
      budget.spend(word.length > 0 ? 1 : 0);
      count++;
    }
    return count;
  }),
};

function simple(run: (text: string, budget: Budget) => Value): Filter {
  return {
    parameters: [],
    run: (value, _given, { budget }) => run(budget.text(toText(value)), budget),
  };
}

function fallBack(value: Value, given: Arguments): Value {
  const other = given.value('default_value');
  const fallback = other === undefined ? '' : other;
  if (value instanceof Undefined) return fallback;
  return given.flag('boolean') && !isTrue(value) ? fallback : value;
}

function indent(
  text: string,
  indentation: string,
  { given, budget }: { readonly given: Arguments; readonly budget: Budget },
): string[] {
  // Jinja adds a line break before it looks at the lines.
  const lines = given.flag('blank')
    ? `${text}\n`.split('\n').slice(0, -1)
    : splitLines(`${text}\n`, budget);
  const isBlank = given.flag('blank');
  const indented = lines.map((line, index) => {
    if (index === 0 && !given.flag('first')) return line;
    return line !== '' || isBlank ? indentation + line : line;
  });
  if (given.flag('first') && indented[0] === '') indented[0] = indentation;
  return indented;
}

/** Characters that Jinja keeps out of JSON, so that HTML may hold it. */
const UNSAFE = /[<>&'\u007f-\uffff]/g;

function toJson(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const indentation = given.value('indent') ?? null;
  const width = indentation === null ? undefined : requireInteger(indentation, '"indent"');
  const style: JsonStyle = {
    comma: width === undefined ? ', ' : ',',
    colon: ': ',
    isSorted: true,
    quote: quoteSafely,
    ...(width === undefined ? {} : { indentation: ' '.repeat(Math.min(Math.max(0, width), 100)) }),
  };
  return printJson(value, style, budget);
}

function quoteSafely(text: string, budget: Budget): string {
  const quote = (piece: string): string => {
    const quoted = JSON.stringify(piece).slice(1, -1).replace(UNSAFE, escapeUnit);
    budget.spend((quoted.length - piece.length) / 5);
    return quoted;
  };
  return `"${convertText(text, budget, quote)}"`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function truncate(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const text = budget.text(requireText(value, 'truncate'));
  const length = given.integer('length', 255);
  const end = given.text('end', '...');
  const leeway = given.value('leeway') ?? null;
  const ending = lengthOf(end, budget);
  const room = length - ending;
  if (room < 0) throw new Failure(`"truncate" needs a length of at least ${ending}`);
  const slack = leeway === null ? 5 : requireInteger(leeway, '"leeway"');
  if (lengthOf(text, budget) <= length + slack) return text;
  const cut = text.slice(0, unitsOf(text, room));
  if (given.flag('killwords')) return cut + end;
  const space = cut.lastIndexOf(' ');
  return (space < 0 ? cut : cut.slice(0, space)) + end;
}

function requireText(value: Value, filter: string): string {
  if (typeof value === 'string') return value;
  throw new Failure(`"${filter}" takes a text, not ${typeName(value)}`);
}

function urlEncode(value: Value, _given: Arguments, { budget }: FilterTools): Value {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Failure(`"urlencode" of a ${typeName(value)} is not supported`);
  }
  const text = toText(value);
  if (/\p{Surrogate}/u.test(text))
    throw new Failure('"urlencode" does not take half of a character');
  return convertText(text, budget, encodePiece);
}

function encodePiece(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, unit => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
}
