import { InvalidArgumentError, type Command as Parser } from 'commander';

/** What the help says of an argument that names a version. */
export const REF = 'prompt, with @tag, @number or @id of a version; latest without';

/** Takes an option that can be given several times. */
export const collect = (
  value: string,
  before: readonly string[] | undefined,
): readonly string[] => [...(before ?? []), value];

/** Declares the options of a list that can be long. */
export function paged(parser: Parser): Parser {
  return parser
    .option('--limit <n>', 'at most so many', count)
    .option('--after <id>', 'only what follows the item with this id');
}

function count(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
