import type { Argument, Command as Parser, Option } from 'commander';
import { LedgerError } from '../core/base/errors';
import { shortId } from '../core/ledger/plan/resolve';
import { versionInfos } from '../core/ledger/derive/shapes';
import { answersOf } from '../registry/answersOf';
import type { Context } from './command';
import { LATEST } from '../registry/promptSets';
import { WORKING } from '../registry/sides';
import { tagNames } from '../registry/tagNames';

/** Something that could stand at the cursor. */
export interface Candidate {
  readonly value: string;
  readonly meaning: string;
}

/** How many versions of a prompt are offered: a list, not a history. */
const VERSIONS = 20;

/**
 * What could stand after `before` in a line that `program` reads, where `typed` is typed already. Where the registry has no answer
 * (there is none, or it is broken) there is nothing to offer: pressing a key is not a question.
 */
export async function candidates(
  context: Context,
  program: Parser,
  before: readonly string[],
  typed: string,
): Promise<readonly Candidate[]> {
  const line = readLine(program, before);
  try {
    const found = await offered(context, program, line, typed);
    return found.filter(({ value }) => value.startsWith(typed));
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}

interface Line {
  readonly parser: Parser | undefined;
  readonly args: readonly string[];
  /** `--all` was given: no prompt is named. */
  readonly isAll: boolean;
  /** The option that waits for its value. */
  readonly option: Option | undefined;
}

function readLine(program: Parser, words: readonly string[]): Line {
  let parser: Parser | undefined;
  let option: Option | undefined;
  const args: string[] = [];
  for (const word of words) {
    if (option !== undefined) option = undefined;
    else if (word.startsWith('-') && word !== '-') option = valued(parser ?? program, word);
    else {
      const below = args.length > 0 ? undefined : commandBelow(parser ?? program, word);
      if (below === undefined) args.push(word);
      else parser = below;
    }
  }
  const isAll = words.includes('--all') || words.includes('-a');
  return { parser, args, isAll, option };
}

function commandBelow(parser: Parser, word: string): Parser | undefined {
  return parser.commands.find(item => item.name() === word);
}

function valued(parser: Parser, word: string): Option | undefined {
  return parser.options.find(
    item => (item.long === word || item.short === word) && (item.required || item.optional),
  );
}

async function offered(
  context: Context,
  program: Parser,
  line: Line,
  typed: string,
): Promise<readonly Candidate[]> {
  const { parser = program, args } = line;
  if (parser.name() === 'help') return commandsOf(args.reduce(stepInto, program));
  const waiting = waitingFor(line, typed);
  if (waiting !== undefined) {
    const kind = line.isAll ? kindOfAll(waiting.name()) : waiting.name();
    return waiting.argChoices?.map(named) ?? ofKind(context, kind, args, typed);
  }
  if (typed.startsWith('-')) return optionsOf(parser);
  return args.length === 0 ? commandsOf(parser) : [];
}

/** With `--all` an environment stands where a prompt would, and a side where a reference would. */
function kindOfAll(name: string): string {
  return name === 'prompt' ? 'environment' : name === 'ref' ? 'side' : name;
}

/** The option or argument whose value is typed. */
function waitingFor({ parser, args, option }: Line, typed: string): Option | Argument | undefined {
  if (option !== undefined || typed.startsWith('-')) return option;
  return parser?.registeredArguments[args.length];
}

/** What `help` was asked about so far. */
function stepInto(parser: Parser, word: string): Parser {
  return commandBelow(parser, word) ?? parser;
}

function commandsOf(program: Parser): readonly Candidate[] {
  const visible = program.createHelp().visibleCommands(program);
  return visible.map(item => ({ value: item.name(), meaning: item.summary() }));
}

function named(value: string): Candidate {
  return { value, meaning: '' };
}

function optionsOf(parser: Parser): readonly Candidate[] {
  const help = parser.createHelp();
  return help
    .visibleOptions(parser)
    .map(({ long, description }) => ({ value: long ?? '', meaning: description }));
}

type Offer = (context: Context, prompt: string, typed: string) => Promise<readonly Candidate[]>;

const reference: Offer = (context, _prompt, typed) =>
  typed.includes('@') ? references(context, typed) : prompts(context);

/** What is offered for an argument or option of this name. */
const OFFERS: Readonly<Record<string, Offer>> = {
  prompt: prompts,
  ref: reference,
  parent: reference,
  version: reference,
  to: reference,
  tag: (context, prompt) => (prompt === '' ? environments(context) : tags(context, prompt)),
  environment: environments,
  side: sides,
  before: environments,
  'promote-from': environments,
  sample: samples,
  from: samples,
  label: labels,
};

/** The values of an argument or option by its name. None for what only the person knows. */
async function ofKind(
  context: Context,
  kind: string,
  args: readonly string[],
  typed: string,
): Promise<readonly Candidate[]> {
  const [prompt = ''] = (args[0] ?? '').split('@');
  return (await OFFERS[kind]?.(context, prompt, typed)) ?? [];
}

async function prompts(context: Context): Promise<readonly Candidate[]> {
  const { documents, records } = await context.read();
  const working = (await documents.list()).map(entry => entry.prompt);
  // Reading every record to know the names would take longer than somebody waits for a key.
  return (working.length > 0 ? working : [...(await records.list()).keys()]).map(named);
}

async function references(context: Context, typed: string): Promise<readonly Candidate[]> {
  const { ledger } = await context.read();
  const prompt = typed.slice(0, typed.indexOf('@'));
  const snapshot = await ledger.existing(prompt);
  const tags = await answersOf(ledger).tags(snapshot);
  // Without a word of what is damaged: nobody asked.
  const versions = versionInfos(snapshot.name, snapshot.state, { limit: VERSIONS });
  return [
    { value: `${prompt}@latest`, meaning: 'the newest version' },
    ...tags.map(({ tag, number }) => ({
      value: `${prompt}@${tag}`,
      meaning: number === null ? '' : `v${number}`,
    })),
    ...versions.map(({ number, message, id }) => ({
      value: `${prompt}@${number}`,
      meaning: `${shortId(id)} ${message}`,
    })),
  ];
}

async function tags(context: Context, prompt: string): Promise<readonly Candidate[]> {
  const { ledger } = await context.read();
  const found = await answersOf(ledger).tags(await ledger.existing(prompt));
  return found.map(({ tag, description }) => ({ value: tag, meaning: description }));
}

async function environments(context: Context): Promise<readonly Candidate[]> {
  const { ledger } = await context.read();
  return (await ledger.config()).environments.map(({ name, protected: isProtected }) => ({
    value: name,
    meaning: isProtected ? 'protected' : '',
  }));
}

async function sides(context: Context): Promise<readonly Candidate[]> {
  const known = await environments(context);
  const { ledger } = await context.read();
  const { others } = await tagNames(ledger);
  return [
    { value: WORKING, meaning: 'the working documents' },
    { value: LATEST, meaning: 'the latest versions' },
    ...known,
    ...others.map(named),
  ];
}

async function samples(context: Context, prompt: string): Promise<readonly Candidate[]> {
  const { ledger, documents } = await context.read();
  const { name } = await ledger.existing(prompt);
  return (await documents.samples(name)).map(named);
}

async function labels(context: Context): Promise<readonly Candidate[]> {
  const { ledger } = await context.read();
  const all = (await answersOf(ledger).prompts()).flatMap(info => info.labels);
  return [...new Set(all)].sort().map(named);
}
