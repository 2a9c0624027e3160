import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { similarNames } from '../core/base/similarNames';
import type { CliCommand, Everywhere } from './command';
import { COMMANDS } from './commands';

declare const VERSION: string;

/** A line that was read: the command, what it was given, and what stands everywhere. */
export interface ParsedLine {
  readonly command: CliCommand;
  readonly given: Readonly<Record<string, unknown>>;
  readonly options: Everywhere;
}

export interface ProgramOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Called with the one line that is read. */
  readonly onCommand: (line: ParsedLine) => void;
}

const FOOTER = `
References: name, name@production (tag), name@3 (number), name@1a2b3c4d (id).
Learn a command:  promptledger help <command>
With --json, every command prints one JSON value; errors are {"error": …}.
Exit codes: 0 done, 1 refused or not found, 2 wrong usage.`;

/** The parser of the whole command line. Throws commander's `CommanderError` instead of ending. */
export function createProgram(output: ProgramOutput): Command {
  const program = everywhere(new Command('promptledger'))
    .description('A prompt registry that merges in git like code: versions, tags, releases.')
    .version(VERSION, '--version', 'print the version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.error })
    .configureHelp({
      showGlobalOptions: false,
      styleTitle: title => styleText('bold', title),
      subcommandTerm: command => usageOf(command),
    })
    .showHelpAfterError('(add --help to learn more)')
    .helpCommand(false)
    .addHelpText('after', FOOTER);
  for (const command of COMMANDS) addCommand(program, command, output);
  addHelp(program);
  addComplete(program, output);
  return program;
}

/** A command with its arguments. That it takes options as well goes without saying. */
function usageOf(command: Command): string {
  const args = command.registeredArguments.map(argument => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...args].join(' ');
}

/** `help environments add` shows the help of a command, however deep it lies. */
function addHelp(program: Command): void {
  program
    .command('help')
    .argument('[command...]', 'its name')
    .helpGroup('Begin:')
    .summary('tell what a command does')
    .description('Tell what a command does, with examples.')
    .action((names: readonly string[]) => {
      let found = program;
      for (const name of names) found = findCommand(found, name);
      found.help();
    });
}

/** Ends with what was probably meant where there is no such command. */
function findCommand(parent: Command, name: string): Command {
  const commands = parent.createHelp().visibleCommands(parent);
  const found = commands.find(command => command.name() === name);
  if (found !== undefined) return found;
  const similar = similarNames(
    name,
    commands.map(command => command.name()),
  );
  const hint = similar.length === 0 ? '' : `\n(Did you mean ${similar.join(' or ')}?)`;
  return parent.error(`error: unknown command '${name}'${hint}`, {
    code: 'commander.unknownCommand',
  });
}

/** What the completion scripts call; nobody types it. */
function addComplete(program: Command, { onCommand }: ProgramOutput): void {
  const command: CliCommand = {
    name: 'complete',
    summary: 'what could stand at the cursor',
    group: 'Exchange',
    declare: parser => parser.argument('[words...]'),
    read: parser => ({ words: parser.args }),
    examples: [],
    run: async (context, given) => {
      const { completeWith } = await import('./commands/complete');
      return completeWith(program)(context, given as { readonly words: readonly string[] });
    },
  };
  const parser = command.declare(program.command(command.name, { hidden: true }));
  parser.action(() => {
    const registry = registryIn(parser.args.slice(0, -1));
    const named = registry === undefined ? {} : { registry };
    onCommand({ command, given: command.read(parser), options: { ...named, pager: false } });
  });
}

/** The registry that the words before the cursor name: what is offered is what lies there. */
function registryIn(words: readonly string[]): string | undefined {
  const at = words.lastIndexOf('--registry');
  if (at >= 0) return words[at + 1];
  const assigned = words.findLast(word => word.startsWith('--registry='));
  return assigned?.slice('--registry='.length);
}

function addCommand(parent: Command, command: CliCommand, output: ProgramOutput): void {
  const { name, aliases = [], summary, description = '', group, commands = [] } = command;
  const parser = command.declare(parent.command(name)).aliases(aliases);
  const about = summary.charAt(0).toUpperCase() + summary.slice(1);
  parser
    .summary(summary)
    .description(description === '' ? `${about}.` : `${about}.\n\n${description}`)
    .addHelpText('after', () => `\n${styleText('bold', 'Examples:')}\n${printExamples(command)}`)
    .helpCommand(false)
    .action(() => {
      if (commands.length > 0 && parser.args[0] !== undefined) findCommand(parser, parser.args[0]);
      output.onCommand({ command, given: command.read(parser), options: everywhereOf(parser) });
    });
  if (parent.parent === null) parser.helpGroup(`${group}:`);
  if (commands.length > 0) parser.enablePositionalOptions().allowExcessArguments();
  for (const child of commands) addCommand(parser, child, output);
  everywhere(parser);
}

/** An option may stand before the command or after it. */
function everywhereOf(parser: Command): Everywhere {
  const parsers: Command[] = [];
  for (let next: Command | null = parser; next !== null; next = next.parent) parsers.unshift(next);
  const given = parsers.map(item => item.opts<Everywhere>());
  const pager = given.every(options => options.pager !== false);
  const { registry, json } = Object.assign({}, ...given) as Everywhere;
  return { registry, json, pager };
}

function printExamples({ examples, commands = [] }: CliCommand): string {
  return [examples, ...commands.map(command => command.examples)]
    .flat()
    .map(([line, does]) => `  ${styleText('dim', `# ${does}`)}\n  promptledger ${line}`)
    .join('\n');
}

function everywhere(parser: Command): Command {
  const group = 'Everywhere:';
  return parser
    .addOption(
      new Option(
        '--registry <dir>',
        'the registry; without it, the nearest .promptledger',
      ).helpGroup(group),
    )
    .addOption(new Option('--json', 'print one JSON value').helpGroup(group))
    .addOption(new Option('--no-pager', 'print long output as it is').helpGroup(group))
    .helpOption('-h, --help', 'tell what a command does');
}
