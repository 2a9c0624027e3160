import { InvalidArgumentError, Option, type Command as Parser } from 'commander';
import type { LineRange } from '../command';

/** What the help says of an argument that names a version. */
export const REF = 'prompt, with @tag, @number or @id of a version; latest without';
/** What the help says of an argument that names a prompt. */
export const PROMPT = 'name of the prompt';
/** What the help says of an argument that names an environment. */
export const ENVIRONMENT = 'such as production';
/** What the help says of a time. */
export const TIME = '2026-05-03, 2026-05-03T14:00Z, "2 weeks ago"';

/** Takes an option that can be given several times. */
export const collect = (
  value: string,
  before: readonly string[] | false | undefined,
): readonly string[] => [...(before === false ? [] : (before ?? [])), value];

/** Declares the options of a list that can be long. */
export function paged(parser: Parser): Parser {
  return parser
    .option('--limit <n>', 'at most so many', count)
    .option('--after <id>', 'only what follows the item with this id');
}

/** Declares where values of variables come from. */
export function withValues(parser: Parser): Parser {
  return parser
    .option('--var <name=value>', 'value of one variable; repeatable', collect)
    .option('--vars <file>', 'JSON file with values; - is stdin');
}

/** Reads a whole number from 0. */
export function count(text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** Reads `7` or `7,12`, as git does. */
export function lineRange(text: string): LineRange {
  const [, first, last = first] = /^([1-9][0-9]{0,8})(?:,([1-9][0-9]{0,8}))?$/.exec(text) ?? [];
  if (Number(first) <= Number(last)) return { first: Number(first), last: Number(last) };
  throw new InvalidArgumentError('Write it as 7 or as 7,12.');
}

/** An option that can be given several times, each time with one of these values. */
export function choices(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description)
    .choices(values)
    .argParser((value: string, before: readonly string[] | undefined) => {
      if (values.includes(value)) return collect(value, before);
      throw new InvalidArgumentError(`Allowed choices are ${values.join(', ')}.`);
    });
}
