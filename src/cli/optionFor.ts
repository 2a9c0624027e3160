import { InvalidArgumentError, Option } from 'commander';
import type { Field, Kind, LineRange } from '../operations/schema';

/** A field as the command line has it. */
export interface BoundField extends Field {
  readonly name: string;
  readonly usage: string;
  readonly without?: readonly [usage: string, says: string] | undefined;
  readonly fallback?: string | undefined;
}

/** Reads the text of an option; what it returned for the same option before comes with it. */
type Parse = (text: string, before: unknown) => unknown;

const PARSERS: Readonly<Partial<Record<Kind, Parse>>> = {
  count,
  lines: lineRange,
  texts: collect,
  'text or texts': collect,
};

/** The option of a field: how it is read follows from what the field holds. */
export function optionFor(field: BoundField): Option {
  const { usage, kind, description, choices, isRequired, fallback } = field;
  const isList = PARSERS[kind] === collect;
  const option = new Option(usage, isList ? `${description}; repeatable` : description);
  const parse = PARSERS[kind];
  if (choices !== undefined) option.choices(choices);
  if (parse !== undefined) option.argParser(choices === undefined ? parse : chosen(field, parse));
  return option.default(fallback).makeOptionMandatory(isRequired);
}

/** For a list of choices: what commander checks is one value. */
function chosen({ choices = [] }: Field, parse: Parse): Parse {
  return (text, before) => {
    if (choices.includes(text)) return parse(text, before);
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };
}

function collect(text: string, before: unknown): readonly unknown[] {
  return [...(Array.isArray(before) ? (before as readonly unknown[]) : []), text];
}

/** Reads a whole number from 0. */
function count(text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** Reads `7` or `7,12`, as git does. */
function lineRange(text: string): LineRange {
  const [, first, last = first] = /^([1-9][0-9]{0,8})(?:,([1-9][0-9]{0,8}))?$/.exec(text) ?? [];
  if (Number(first) <= Number(last)) return { first: Number(first), last: Number(last) };
  throw new InvalidArgumentError('Write it as 7 or as 7,12.');
}
