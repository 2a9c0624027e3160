import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MAX_INPUT_BYTES } from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { decodeUtf8, errorCode, ioError } from '../store/files';
import type { LeftOut } from '../registry/ledger';
import { findRegistry, REGISTRY_FOLDER } from '../store/findRegistry';
import { followRenames } from '../registry/following';
import type { LedgerWarning } from '../registry/warnings';
import type { Context, Everywhere, OpenedIndex, OpenedRegistry } from './command';
import { openLedger, type OpenedLedger } from './openLedger';
import { withProgress, withProgressBeside, writeOut } from './terminal';

/** A context that may hold a database. */
export interface ClosableContext extends Context {
  close(): void;
}

type Hear = (warning: LedgerWarning) => void;

/** The world as a command sees it: this process, this folder, its registry. */
export function openContext(options: Everywhere): ClosableContext {
  const folder = process.cwd();
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  const hear: Hear = ({ message }) => {
    warn(message);
  };
  let read: Promise<OpenedLedger> | undefined;
  let index: Promise<OpenedIndex> | undefined;
  let database: OpenedIndex | undefined;
  const progress: Context['progress'] = (what, work) => withProgress(what, process.stderr, work);
  const leftOut: LeftOut[] = [];
  const follow = (opened: OpenedLedger): OpenedLedger => {
    opened.ledger.onDidLeaveOut(item => leftOut.push(item));
    return opened;
  };
  const reading: Context['read'] = () =>
    (read ??= findRegistry(folder, options.registry).then(root =>
      openFollowed(follow(openLedger(root)), hear),
    ));
  return {
    options,
    folder,
    read: reading,
    leftOut,
    open: async () => withRegistry(await reading(), hear),
    create: () =>
      withRegistry(openLedger(resolve(folder, options.registry ?? REGISTRY_FOLDER)), hear),
    warn,
    warnings: () => [...warnings],
    index: () => {
      index ??= progress('Reading the registry…', async () => {
        const { ledger } = await reading();
        const { openIndex } = await import('./openIndex');
        const opened = await openIndex(ledger.ports, join(__dirname, 'sql-wasm.wasm'));
        ledger.leaveOut(opened.index.queries.problems());
        return opened;
      });
      return index.then(opened => (database = opened));
    },
    readText: file => readText(folder, file),
    stream: options.json === true || !process.stdout.isTTY ? undefined : stream,
    progress,
    progressBeside: withProgressBeside,
    close: () => database?.index.close(),
  };
}

/** A registry whose renames are finished, as far as its files can be moved. */
async function openFollowed(opened: OpenedLedger, hear: Hear): Promise<OpenedLedger> {
  opened.ledger.onDidWarn(hear);
  try {
    await followRenames(opened.ledger);
  } catch (error) {
    // A registry that cannot be read is for the command to report, where it looks at the same.
    if (!(error instanceof LedgerError)) throw error;
  }
  return opened;
}

/** All use cases: more code than a command that only reads should load. */
async function withRegistry(opened: OpenedLedger, hear: Hear): Promise<OpenedRegistry> {
  const { Registry } = await import('../registry/registry');
  const registry = new Registry(opened.ledger);
  registry.onDidWarn(hear);
  return { ...opened, registry };
}

function stream(text: string): void {
  void writeOut(process.stdout, text);
}

async function readText(folder: string, file: string): Promise<string> {
  const bytes = file === '-' ? await readStdin() : await readPath(resolve(folder, file));
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  const name = file === '-' ? 'stdin' : file;
  throw new LedgerError('invalid-document', { file }, `${name} is not UTF-8 text.`);
}

async function readPath(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(path, error);
    throw new LedgerError('io', { path }, `There is no file ${path}. Check the path.`, error);
  }
}

/** Somebody may pipe without end; a document has at most so much. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const buffer = chunk as Buffer;
    chunks.push(buffer);
    bytes += buffer.byteLength;
    if (bytes <= MAX_INPUT_BYTES) continue;
    throw new LedgerError(
      'too-large',
      { bytes, limit: MAX_INPUT_BYTES },
      `Stdin holds more than ${MAX_INPUT_BYTES} bytes; a prompt has at most 1 MB.`,
    );
  }
  return Buffer.concat(chunks);
}
