import type { Arguments } from './arguments';
import type { Filter } from './filters';
import { replaceParts } from './methods';
import { requireInteger } from './numbers';
import { printJson, toText, type JsonStyle } from './print';
import { capitalize, lengthOf, splitLines, strip, titleWords } from './text';
import { Failure, isTrue, typeName, Undefined, type Value } from './values';

export const textFilters: Readonly<Record<string, Filter>> = {
  capitalize: simple(capitalize),
  center: {
    parameters: ['width'],
    run: (value, given, { budget }) => {
      const text = toText(value);
      const width = given.integer('width', 80);
      const space = Math.max(0, width - lengthOf(text));
      budget.reserve(space);
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
      budget.reserve(text.split('\n').length * indentation.length + text.length);
      return indent(text, indentation, given);
    },
  },
  lower: simple(text => text.toLowerCase()),
  replace: {
    parameters: ['old', 'new', 'count'],
    required: 2,
    run: (value, given, { budget }) => {
      const count = given.value('count') ?? null;
      const limit = count === null ? -1 : requireInteger(count, '"count"');
      const parts = replaceParts(toText(value), toText(given.value('old') ?? ''), limit);
      const inserted = toText(given.value('new') ?? '');
      budget.reserve(parts.length * inserted.length);
      return budget.text(parts.join(inserted));
    },
  },
  safe: simple(text => text),
  string: simple(text => text),
  title: simple(titleWords),
  tojson: { parameters: ['indent'], run: toJson },
  trim: {
    parameters: ['chars'],
    run: (value, given) => {
      const characters = given.value('chars') ?? null;
      return strip(toText(value), 'both', characters === null ? undefined : toText(characters));
    },
  },
  truncate: { parameters: ['length', 'killwords', 'end', 'leeway'], run: truncate },
  upper: simple(text => text.toUpperCase()),
  urlencode: { parameters: [], run: urlEncode },
  wordcount: simple(text => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
};

function simple(run: (text: string) => Value): Filter {
  return { parameters: [], run: (value, _given, { budget }) => run(budget.text(toText(value))) };
}

function fallBack(value: Value, given: Arguments): Value {
  const other = given.value('default_value');
  const fallback = other === undefined ? '' : other;
  if (value instanceof Undefined) return fallback;
  return given.flag('boolean') && !isTrue(value) ? fallback : value;
}

function indent(text: string, indentation: string, given: Arguments): string {
  // Jinja adds a line break before it looks at the lines.
  const lines = given.flag('blank')
    ? `${text}\n`.split('\n').slice(0, -1)
    : splitLines(`${text}\n`);
  const isBlank = given.flag('blank');
  const indented = lines.map((line, index) => {
    if (index === 0 && !given.flag('first')) return line;
    return line !== '' || isBlank ? indentation + line : line;
  });
  if (given.flag('first') && indented[0] === '') indented[0] = indentation;
  return indented.join('\n');
}

/** Characters that Jinja keeps out of JSON, so that HTML may hold it. */
const UNSAFE = /[<>&'\u007f-\uffff]/g;

function toJson(value: Value, given: Arguments): Value {
  const indentation = given.value('indent') ?? null;
  const width = indentation === null ? undefined : requireInteger(indentation, '"indent"');
  const style: JsonStyle = {
    comma: width === undefined ? ', ' : ',',
    colon: ': ',
    isSorted: true,
    quote: text => JSON.stringify(text).replace(UNSAFE, escapeUnit),
    ...(width === undefined ? {} : { indentation: ' '.repeat(Math.min(Math.max(0, width), 100)) }),
  };
  return printJson(value, style);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function truncate(value: Value, given: Arguments): Value {
  const characters = Array.from(requireText(value, 'truncate'));
  const length = given.integer('length', 255);
  const end = given.text('end', '...');
  const leeway = given.value('leeway') ?? null;
  const room = length - lengthOf(end);
  if (room < 0) throw new Failure(`"truncate" needs a length of at least ${lengthOf(end)}`);
  const slack = leeway === null ? 5 : requireInteger(leeway, '"leeway"');
  if (characters.length <= length + slack) return characters.join('');
  const cut = characters.slice(0, room).join('');
  if (given.flag('killwords')) return cut + end;
  const space = cut.lastIndexOf(' ');
  return (space < 0 ? cut : cut.slice(0, space)) + end;
}

function requireText(value: Value, filter: string): string {
  if (typeof value === 'string') return value;
  throw new Failure(`"${filter}" takes a text, not ${typeName(value)}`);
}

function urlEncode(value: Value): Value {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Failure(`"urlencode" of a ${typeName(value)} is not supported`);
  }
  return encodeURIComponent(toText(value))
    .replace(/[!'()*]/g, unit => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
}
