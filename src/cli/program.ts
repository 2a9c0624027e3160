import { Command, Option } from 'commander';
import type { CliCommand, Options } from './command';
import { COMMANDS } from './commands';

declare const VERSION: string;

/** A line that was read: the command, its arguments, and all options. */
export interface ParsedLine {
  readonly command: CliCommand;
  readonly args: readonly string[];
  readonly options: Options;
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
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(add --help to learn more)')
    .addHelpText('after', FOOTER);
  for (const command of COMMANDS) addCommand(program, command, output);
  addComplete(program, output);
  return program;
}

/** What the completion scripts call; nobody types it. */
function addComplete(program: Command, { onCommand }: ProgramOutput): void {
  const command: CliCommand = {
    name: 'complete',
    summary: 'what could stand at the cursor',
    group: 'Exchange',
    declare: parser => parser,
    examples: [],
    load: async () => (await import('./commands/completion')).complete,
  };
  program
    .command(command.name, { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      onCommand({ command, args: words, options: { ...program.opts<Options>(), pager: false } });
    });
}

function addCommand(program: Command, command: CliCommand, { onCommand }: ProgramOutput): void {
  const { name, summary, description = '', examples, group } = command;
  const parser = command.declare(program.command(name));
  const about = summary.charAt(0).toUpperCase() + summary.slice(1);
  parser
    .summary(summary)
    .helpGroup(`${group}:`)
    .description(description === '' ? `${about}.` : `${about}.\n\n${description}`)
    .addHelpText('after', `\nExamples:\n${printExamples(examples)}`)
    .action((...given: unknown[]) => {
      // Of an argument that can be repeated, commander gives a list.
      const args = given.slice(0, parser.registeredArguments.length).flat() as string[];
      // An option may stand before the command or after it.
      const options = { ...program.opts<Options>(), ...parser.opts<Options>() };
      const pager = program.opts<Options>().pager !== false && options.pager !== false;
      onCommand({ command, args, options: { ...options, pager } });
    });
  everywhere(parser);
}

function printExamples(examples: CliCommand['examples']): string {
  return examples.map(([line, does]) => `  # ${does}\n  promptledger ${line}`).join('\n');
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
