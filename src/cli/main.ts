import { CommanderError } from 'commander';
import { LedgerError } from '../core/base/errors';
import type { LeftOut } from '../registry/ledger';
import type { Result } from './command';
import { DONE, EXIT_CODES, REFUSED, WRONG_USAGE } from './exitCodes';
import { createProgram, type ParsedLine } from './program';
import { printable, styleFor } from './style';
import { page, wantsColour, writeData, writeJson, writeOut } from './terminal';

const { argv, env, stdout, stderr } = process;

async function main(): Promise<number> {
  const line = parse();
  if (typeof line === 'number') return line;
  // Help and wrong usage need no more than the parser.
  const { openContext } = await import('./context');
  const context = openContext(line.options);
  try {
    const running = line.command.run(context, line.given);
    const result = await running.finally(() => warn(context.warnings()));
    if (line.options.json !== true) await warn(result.warnings ?? []);
    await warn(new Set(context.leftOut.map(sentenceFor)));
    await print(result, line);
    if (line.options.json !== true) await note(result.notes ?? []);
    // Who asks for a list and gets a part of it must not take it for the whole.
    const isPartial = context.leftOut.some(item => item.isPartial);
    return result.exitCode ?? (isPartial ? REFUSED : DONE);
  } finally {
    context.close();
  }
}

/** A record file that says nothing, and what to do. */
function sentenceFor({ problem: { path, code, message, belongsTo } }: LeftOut): string {
  const isWrong = belongsTo === undefined ? 'is damaged' : 'lies in the wrong folder';
  const what = code === 'io' ? 'was left out' : isWrong;
  return `${path} ${what}. ${message} See "promptledger verify".`;
}

async function note(notes: readonly string[]): Promise<void> {
  const style = styleFor(wantsColour(stderr, env));
  for (const text of notes) await writeOut(stderr, `${style.dim(text)}\n`);
}

async function warn(warnings: Iterable<string>): Promise<void> {
  const style = styleFor(wantsColour(stderr, env));
  for (const warning of warnings)
    await writeOut(stderr, `${style.yellow('warning:')} ${warning}\n`);
}

/** Reads the command line; an exit code where there is nothing more to do. */
function parse(): ParsedLine | number {
  const lines: ParsedLine[] = [];
  const said: string[] = [];
  const program = createProgram({
    out: text => void stdout.write(printable(text)),
    error: text => {
      said.push(text);
      stderr.write(printable(text));
    },
    onCommand: line => lines.push(line),
  });
  try {
    program.parse(argv.map(hideComment));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return DONE;
    if (argv.includes('--json')) void writeJson(stdout, usageError(said));
    return WRONG_USAGE;
  }
  return lines[0] ?? WRONG_USAGE;
}

/** A query may begin with a comment of SQL, which is no option: nothing follows its dashes. */
function hideComment(word: string, at: number, words: readonly string[]): string {
  const before = words
    .slice(2, at)
    .filter((other, index) => !isOptionPart(other, words[index + 1]));
  return before[0] === 'sql' && /^--\s/.test(word) ? `\n${word}` : word;
}

/** Before the name of a command stand options alone, of which one takes a value. */
function isOptionPart(word: string, previous = ''): boolean {
  return word.startsWith('-') || previous === '--registry';
}

function usageError(said: readonly string[]): LedgerError {
  const message =
    said
      .join('')
      .split('\n')[0]
      ?.replace(/^error: /, '') ?? '';
  return new LedgerError('invalid-argument', {}, message);
}

async function print({ value, text, isData }: Result, { options }: ParsedLine): Promise<void> {
  if (options.json === true) return writeJson(stdout, value);
  const printed = typeof text === 'function' ? text(styleFor(wantsColour(stdout, env))) : text;
  if (typeof printed !== 'string') return writeData(stdout, refuseTerminal(printed));
  if (isData === true && !stdout.isTTY) return writeData(stdout, printed);
  return options.pager === false ? writeOut(stdout, printed) : page(printed, stdout, env);
}

/** Bytes are for a file: a terminal would obey what happens to stand in them. */
function refuseTerminal(bytes: Uint8Array): Uint8Array {
  if (!stdout.isTTY) return bytes;
  const message = 'This is a file of bytes, and a terminal cannot show it. Write it with --output.';
  throw new LedgerError('invalid-argument', {}, message);
}

/** Tells what went wrong, and returns the exit code. */
async function tell(error: unknown): Promise<number> {
  const style = styleFor(wantsColour(stderr, env));
  if (!(error instanceof LedgerError)) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await writeOut(stderr, `${style.red('This is a bug in Prompt Ledger:')} ${trace}\n`);
    return REFUSED;
  }
  await writeOut(stderr, `${style.red('error:')} ${error.message}\n`);
  if (argv.includes('--json')) await writeJson(stdout, error);
  return EXIT_CODES[error.code];
}

// A reader that has enough closes its end: not an error of ours.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main()
  .catch(tell)
  .then(code => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    throw error;
  });
