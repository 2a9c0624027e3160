import { join } from 'node:path';
import { runProgram } from '../host/childProcess';
import { installVSCodeServer } from '../host/npmVSCode';
import { sourceOf } from './sizedRegistry';
import { median } from './timing';

/** What native SQLite takes, in milliseconds. */
export interface NativeTimes {
  readonly insert: number;
  readonly open: number;
  /** Opening, and the version that a tag points at. */
  readonly firstGet: number;
  /** The same again, by a prepared statement. */
  readonly get: number;
}

const RUNS = 25;

/** Times native SQLite with as many rows as there are versions, in a Node that has it built in. */
export async function timeNativeSqlite(folder: string, rows: number): Promise<NativeTimes> {
  const task = {
    file: join(folder, `native-${rows}.sqlite`),
    rows,
    inserts: RUNS,
    source: sourceOf('team-1/prompt-1', 1),
  };
  const script = join(__dirname, 'nativeSqlite.mjs');
  const args = ['--no-warnings', script, JSON.stringify(task)];
  const printed = await runProgram(await nodeWithSqlite(), args);
  const times = JSON.parse(printed) as Record<
    'insertMs' | 'openMs' | 'firstGetMs' | 'getMs',
    number[]
  >;
  return {
    insert: median(times.insertMs),
    open: median(times.openMs),
    firstGet: median(times.firstGetMs),
    get: median(times.getMs),
  };
}

/** Node 24 has SQLite without a flag; older ones run the tests but not this peer. `NODE_WITH_SQLITE` names one. */
export async function nodeWithSqlite(): Promise<string> {
  const given = process.env.NODE_WITH_SQLITE;
  if (given !== undefined) return given;
  const isNewEnough = Number.parseInt(process.versions.node, 10) >= 24;
  return isNewEnough ? process.execPath : (await installVSCodeServer()).node;
}
