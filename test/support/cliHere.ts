import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { compileFunction } from 'node:vm';
import {
  builtCli,
  cliEnvironment,
  jsonOf,
  runCli,
  type CliOptions,
  type Ended,
} from './cliProcess';
import { LONG_FORM } from './longForm';

/**
 * The same command line as `runCli`, to the last file as npm gets it, and as fresh, but inside of
 * this process: node alone takes most of the time of a short command. In the long form it is a
 * process of its own as well. For what concerns processes (signals, terminals, several at once,
 * what git finds around it) there is `runCli`.
 */
export async function runHere(
  folder: string,
  args: readonly string[],
  options: CliOptions = {},
): Promise<Ended> {
  if (process.env[LONG_FORM] !== undefined) return runCli(folder, args, options);
  const program = await builtCli();
  const out = kept();
  const error = kept();
  const code = await new Promise<number>(resolve => {
    const own = ownProcess({
      argv: [process.execPath, program, ...args],
      env: cliEnvironment(folder, options.env),
      cwd: () => folder,
      stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
      stdout: out.stream,
      stderr: error.stream,
    });
    Object.defineProperty(own, 'exitCode', { set: resolve });
    load(program, own, new Map());
  });
  return { code, stdout: out.text(), stderr: error.text() };
}

/** `runJson`, inside of this process. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Tests know the shape.
export async function runJsonHere<T = unknown>(
  folder: string,
  args: readonly string[],
  options?: CliOptions,
): Promise<{ readonly code: number | null; readonly value: T; readonly stderr: string }> {
  return jsonOf<T>(args, await runHere(folder, [...args, '--json'], options));
}

/** A `process` that differs from that of the tests in what a command line is given. */
function ownProcess(given: Partial<Record<keyof NodeJS.Process, unknown>>): NodeJS.Process {
  const own = Object.create(process) as NodeJS.Process;
  for (const [name, value] of Object.entries(given)) Object.defineProperty(own, name, { value });
  return own;
}

/** A CommonJS module, called with values for `MODULE_NAMES`. */
type Compiled = (...values: readonly unknown[]) => void;

const MODULE_NAMES = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];

const compiled = new Map<string, Compiled>();

function compile(file: string): Compiled {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const source = readFileSync(file, 'utf8').replace(/^#!.*/, '');
  const made = compileFunction(source, MODULE_NAMES, { filename: file }) as Compiled;
  compiled.set(file, made);
  return made;
}

/** Loads a part of the program as node would in a new process: with modules of this run alone. */
function load(file: string, own: NodeJS.Process, loaded: Map<string, { exports: object }>): object {
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const native = createRequire(file);
  const require = (id: string): unknown =>
    id.startsWith('.') ? load(join(dirname(file), id), own, loaded) : native(id);
  compile(file).call(module.exports, module.exports, require, module, file, dirname(file), own);
  return module.exports;
}

/** A stream that keeps what is written. */
function kept(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
