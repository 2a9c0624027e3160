import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeWithSqlite } from './nativePeer';
import { sourceOf } from './sizedRegistry';

/** Native SQLite in a process of its own, which inserts durably when it is told to. */
export interface NativeInserts {
  /** Inserts one row. Resolves to the milliseconds that it took. */
  insert(): Promise<number>;
  close(): void;
}

/** Starts it with as many rows as there are versions. */
export async function openNativeInserts(folder: string, rows: number): Promise<NativeInserts> {
  const file = join(folder, `turns-${rows}.sqlite`);
  const task = JSON.stringify({ file, rows, source: sourceOf('team-1/prompt-1', 1) });
  const script = join(__dirname, 'nativeInserts.mjs');
  const child = spawn(await nodeWithSqlite(), ['--no-warnings', script, task], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const insert = async (): Promise<number> => {
    child.stdin.write('\n');
    const { value } = (await lines.next()) as IteratorResult<string, undefined>;
    return Number(value);
  };
  // The first one waits for the table to be filled.
  await insert();
  return { insert, close: () => child.stdin.end() };
}
