import { Argument, Option, type Command as Parser } from 'commander';
import type { Operation } from '../operations/operation';
import type { Field, Fields, InputOf, RequiredNames } from '../operations/schema';
import type { CliCommand, CommandGroup, Example, Run } from './command';
import { exampleLine } from './exampleLine';
import { optionFor, type BoundField } from './optionFor';

/**
 * How a field is written: `<ref>` or `[ref]`, `-m, --message <text>`. With it, what the help says instead of
 * what the operation says; or the field itself, where only the command line has it.
 */
type Written = string | readonly [usage: string, is: string | Field];

type Bindings = Readonly<Record<string, Written>>;

type NoBindings = Readonly<Record<string, never>>;

/** Without a word on arguments, they are what the operation requires, in its order. */
type RequiredArguments<F extends Fields> = {
  readonly [Name in RequiredNames<F> & string]: `<${Name}>`;
};

/** A field is the operation's, or it comes with its usage. */
type Checked<F extends Fields, B> = {
  readonly [Name in keyof B]: Name extends keyof F
    ? string | readonly [string, string]
    : readonly [string, Field];
};

type Optional<F> = F extends Field<infer Value> ? Field<Value, false> : never;

type FieldOf<F extends Fields, Name, W> = Name extends keyof F
  ? F[Name]
  : W extends readonly [string, infer Own]
    ? Optional<Own>
    : never;

type ArgumentOf<F extends Fields, Name, W> = W extends
  `[${string}` | readonly [`[${string}`, unknown]
  ? Optional<FieldOf<F, Name, W>>
  : FieldOf<F, Name, W>;

/** What a command is given: the fields that it binds, by their names. */
export type Given<F extends Fields, A, O> = InputOf<{
  readonly [Name in keyof A]: ArgumentOf<F, Name, A[Name]>;
}> &
  InputOf<{ readonly [Name in keyof O]: FieldOf<F, Name, O[Name]> }>;

/** What the command line adds to an operation. */
interface Binding<F extends Fields, A extends Bindings, O extends Bindings> {
  readonly group: CommandGroup;
  /** Where the shell has another word for it, or it stands below another command. */
  readonly name?: string;
  /** What people type who come from elsewhere. */
  readonly aliases?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  /** In their order, by the names of their fields; without it, those that the operation requires. */
  readonly args?: A & Checked<F, A>;
  readonly options?: O & Checked<F, O>;
  /** Options that take one away: a flag is false then, a list empty, a text null. */
  readonly without?: { readonly [Name in keyof O]?: readonly [usage: string, says: string] };
  /** What options are where they are not given. */
  readonly defaults?: { readonly [Name in keyof O]?: string };
  /** Besides those of the operation: what only a command line can say. */
  readonly examples?: readonly Example[];
  readonly commands?: readonly CliCommand[];
  readonly load: () => Promise<Run<Given<F, A, O>>>;
}

/** Makes an operation a command of the command line. */
export function command<
  F extends Fields,
  const A extends Bindings = RequiredArguments<F>,
  const O extends Bindings = NoBindings,
>(operation: Operation<F>, binding: Binding<F, A, O>): CliCommand {
  return bind(operation, binding, operation);
}

/** Makes a command that is about the command line alone. */
export function ownCommand<
  F extends Fields,
  const A extends Bindings = RequiredArguments<F>,
  const O extends Bindings = NoBindings,
>(declared: Omit<Operation<F>, 'effect' | 'output'>, binding: Binding<F, A, O>): CliCommand {
  return bind(declared, binding, undefined);
}

function bind<F extends Fields, A extends Bindings, O extends Bindings>(
  { name, summary, description, input, examples = [] }: Omit<Operation<F>, 'effect' | 'output'>,
  binding: Binding<F, A, O>,
  operation: Operation | undefined,
): CliCommand {
  const args = boundFields(input, binding.args ?? requiredArguments(input), binding);
  const options = boundFields(input, binding.options, binding);
  const words = binding.name ?? name;
  return {
    name: words.split(' ').at(-1) ?? words,
    aliases: binding.aliases,
    operation,
    summary: binding.summary ?? summary,
    description: binding.description ?? description,
    group: binding.group,
    declare: parser => declare(parser, args, options),
    read: parser => read(parser, args, options),
    // Printed for the help of this command, and not whenever any command starts.
    get examples() {
      const lines = examples.flatMap(([given, does]): readonly Example[] => {
        const line = exampleLine(given, args, options);
        return line === undefined ? [] : [[[words, ...line].join(' '), does]];
      });
      return [...lines, ...(binding.examples ?? [])];
    },
    run: async (context, given) => (await binding.load())(context, given as Given<F, A, O>),
    commands: binding.commands,
  };
}

function requiredArguments(input: Fields): Bindings {
  const required = Object.entries(input).filter(([, { isRequired }]) => isRequired);
  return Object.fromEntries(required.map(([name]) => [name, `<${name}>`]));
}

function boundFields(
  input: Fields,
  bindings: Bindings = {},
  { without = {}, defaults = {} }: { readonly without?: object; readonly defaults?: object },
): readonly BoundField[] {
  return Object.entries(bindings).map(([name, written]) => {
    const [usage, is] = typeof written === 'string' ? [written] : written;
    const own = typeof is === 'object' ? { ...is, isRequired: false } : input[name];
    if (own === undefined) throw new Error(`There is no field "${name}".`);
    const said = typeof is === 'string' ? { description: is } : {};
    return {
      ...{ ...own, ...said, name, usage },
      without: (without as Record<string, BoundField['without']>)[name],
      fallback: (defaults as Record<string, string | undefined>)[name],
    };
  });
}

function declare(
  parser: Parser,
  args: readonly BoundField[],
  options: readonly BoundField[],
): Parser {
  for (const { usage, description, choices } of args) {
    const argument = new Argument(usage, description);
    parser.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  for (const option of options) {
    parser.addOption(optionFor(option));
    if (option.without !== undefined) parser.addOption(new Option(...option.without));
  }
  return parser;
}

function read(
  parser: Parser,
  args: readonly BoundField[],
  options: readonly BoundField[],
): Readonly<Record<string, unknown>> {
  const given = parser.opts<Readonly<Record<string, unknown>>>();
  return Object.fromEntries([
    ...args.map(({ name }, at) => [name, parser.processedArgs[at] as unknown] as const),
    ...options.map(option => {
      const value = given[new Option(option.usage).attributeName()];
      return [option.name, value === false ? nothingOf(option) : value] as const;
    }),
  ]);
}

/** What an option is that was taken away. */
function nothingOf({ kind }: Field): unknown {
  return kind === 'flag' ? false : kind === 'text or null' ? null : [];
}
