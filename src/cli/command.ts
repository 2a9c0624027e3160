import type { Command as Parser } from 'commander';
import type { Operation } from '../operations/operation';
import type { Registry } from '../registry/registry';
import type { LedgerIndex } from '../index/ledgerIndex';
import type { SqlJsStatic } from '../index/loadSqlite';
import type { LeftOut } from '../registry/ledger';
import type { OpenedLedger } from './openLedger';
import type { Style } from './style';

/** What stands before or after every command. */
export interface Everywhere {
  readonly registry?: string;
  readonly json?: boolean;
  readonly pager?: boolean;
}

/** The database of a registry, up to date with its files. */
export interface OpenedIndex {
  readonly sqlite: SqlJsStatic;
  readonly index: LedgerIndex;
  /** Takes in what changed since. Throws `io`. */
  readonly refresh: () => Promise<void>;
}

/** A registry with all that can be done with it. */
export interface OpenedRegistry extends OpenedLedger {
  readonly registry: Registry;
}

/** What a command works with. */
export interface Context {
  readonly options: Everywhere;
  /** The folder that the person stands in. */
  readonly folder: string;
  /** The registry of this folder, for what only reads. Throws `registry-not-found`. */
  read(): Promise<OpenedLedger>;
  /** The same with all use cases. Throws `registry-not-found`. */
  open(): Promise<OpenedRegistry>;
  /** The files of a registry that may not be there yet, for `init`. */
  create(): Promise<OpenedRegistry>;
  /** The database of this registry, for what only SQL can answer. Loaded when it is asked for. */
  index(): Promise<OpenedIndex>;
  /** The text of a file, or of stdin for `-`. Throws `io`, `invalid-document`. */
  readText(file: string): Promise<string>;
  /** Tells what an act that is done has left to do. */
  readonly warn: (message: string) => void;
  /** What acts that are done have left to do, as it was told until now; each once. */
  warnings(): readonly string[];
  /** Record files without which the answer went on, and whether it is the less for it. */
  readonly leftOut: readonly LeftOut[];
  /** Shows a part of the answer as it comes: on a terminal, where no program reads it. */
  readonly stream?: ((text: string) => void) | undefined;
  /** Tells a person that work goes on where it takes longer than a second. */
  progress<T>(what: string, work: (report: (progress: string) => void) => Promise<T>): Promise<T>;
  /** The same for work that lets nothing else run meanwhile. */
  progressBeside<T>(what: string, work: () => T): Promise<T>;
}

/** What a command has to say. */
export interface Result {
  /** What `--json` prints. */
  readonly value: unknown;
  /** What a person reads, with its last newline; bytes where the result is a file. */
  readonly text: string | Uint8Array | ((style: Style) => string);
  /**
   * True: it is what a program reads, exact in a pipe. Everything else, and this on a terminal, is shown
   * with what nobody sees written out.
   */
  readonly isData?: boolean;
  /** What a person should know besides, on stderr. */
  readonly warnings?: readonly string[];
  /** What a person may want to know besides, on stderr; not with `--json`. */
  readonly notes?: readonly string[];
  /** 0 unless the answer is no. */
  readonly exitCode?: number;
}

/** Does what a command is for. */
export type Run<Given = Readonly<Record<string, unknown>>> = (
  context: Context,
  given: Given,
) => Promise<Result>;

/** A command of the command line: what its help says, and what it does. */
export interface CliCommand {
  readonly name: string;
  /** Other names for it: what people type who come from elsewhere. The help does not list them. */
  readonly aliases?: readonly string[] | undefined;
  /** What it is elsewhere: in VS Code, for programs. Absent where it is about the command line alone. */
  readonly operation?: Operation | undefined;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, where the summary and the options do not say it all. */
  readonly description?: string | undefined;
  readonly group: CommandGroup;
  /** Declares arguments and options. */
  readonly declare: (parser: Parser) => Parser;
  /** What was given, by the names of the fields, once the parser has read a line. */
  readonly read: (parser: Parser) => Readonly<Record<string, unknown>>;
  /** Command lines without the program's name, and what they do. */
  readonly examples: readonly Example[];
  /** Loads the code of the command, for only what is called is ever evaluated, and runs it. */
  readonly run: Run;
  /** Commands below this one: `environments add`. */
  readonly commands?: readonly CliCommand[] | undefined;
}

export type Example = readonly [line: string, does: string];

/** The parts of the list of commands. */
export type CommandGroup =
  'Begin' | 'Write' | 'Read' | 'Run' | 'Release' | 'Look back' | 'Keep order' | 'Exchange';
