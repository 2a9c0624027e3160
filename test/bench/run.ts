import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry } from '../support/openedRegistry';
import { timeClient } from './clientCases';
import { timeCommits } from './commitCases';
import { timeGrowth } from './growth';
import { timeHistories } from './historyCases';
import { timeComparisons } from './longDocuments';
import { timeNativeSqlite } from './nativePeer';
import { timeRefreshes } from './refreshCases';
import { promptName, sizeName, writeRegistry, type Size } from './sizedRegistry';
import { timeSqlJs } from './sqlJsPeer';
import { timeStartUps } from './startUp';
import { median, timeRuns } from './timing';

/** One line of the result: what it takes here and elsewhere. Below 1, `ratio` is in our favour. */
interface Result {
  readonly case: string;
  readonly size: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly unit: 'ms';
  readonly ratio: number;
}

const SIZES: readonly Size[] = [
  { versions: 100, prompts: 2 },
  { versions: 10_000, prompts: 200 },
  { versions: 10_000, prompts: 1 },
];
const OPENINGS = 5;

function timeOpenings(root: string, saved?: Uint8Array): Promise<number[]> {
  return timeRuns(
    OPENINGS,
    () => undefined,
    async () => {
      const opened = await openRegistry(root, saved === undefined ? {} : { saved });
      await opened.registry.refresh();
      opened.close();
    },
  );
}

async function measure(folder: string, size: Size): Promise<Result[]> {
  const root = join(folder, `${size.versions}-${size.prompts}`);
  await writeRegistry(root, size);
  const opened = await openRegistry(root);
  await opened.registry.refresh();
  const saved = opened.index.save();
  const cold = median(await timeOpenings(root));
  const warm = median(await timeOpenings(root, saved));
  opened.close();
  const client = await timeClient(root, promptName(0));
  const native = await timeNativeSqlite(folder, size.versions);
  const sqlJs = await timeSqlJs(folder, saved);
  const line = (name: string, ours: number, peer: number, peerName: string): Result => {
    const figures = { ours: round(ours), peer: round(peer), ratio: round(ours / peer) };
    return { case: name, size: sizeName(size), peerName, unit: 'ms', ...figures };
  };
  const openNative = 'node:sqlite 24, open + count';
  return [
    line('open, cold (from records)', cold, sqlJs.open, 'sql.js, open the same rows'),
    line('open, cold (from records)', cold, native.open, openNative),
    line('open, warm (saved database)', warm, sqlJs.open, 'sql.js, open the same rows'),
    line('open, warm (saved database)', warm, native.open, openNative),
    line(
      'first get by tag',
      median(client.first),
      native.firstGet,
      'node:sqlite 24, open + SELECT',
    ),
    line(
      'repeated get by tag',
      median(client.repeated),
      native.get,
      'node:sqlite 24, prepared SELECT',
    ),
  ];
}

async function measureCommits(folder: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of SIZES) {
    const root = join(folder, `commits-${size.versions}-${size.prompts}`);
    await writeRegistry(root, size);
    const times = await timeCommits(folder, root, size);
    const peer = median(times.native);
    const line = (name: string, ours: number): Result => ({
      case: name,
      size: sizeName(size),
      peerName: 'node:sqlite 24, insert (WAL, synchronous=FULL), in turns',
      unit: 'ms',
      ours: round(ours),
      peer: round(peer),
      ratio: round(ours / peer),
    });
    results.push(
      line('durable commit, the first', times.first),
      line('durable commit, one after another', median(times.later)),
      line('durable commit, after a pause', median(times.paused)),
    );
  }
  return results;
}

async function measureRefreshes(folder: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of SIZES) {
    const root = join(folder, `refreshes-${size.versions}-${size.prompts}`);
    await writeRegistry(root, size);
    const { ours, listing } = await timeRefreshes(root);
    const [own, peer] = [median(ours), median(listing)];
    results.push({
      case: 'refresh with nothing new',
      size: sizeName(size),
      peerName: 'readdir of all folders of records, in turns',
      unit: 'ms',
      ours: round(own),
      peer: round(peer),
      ratio: round(own / peer),
    });
  }
  return results;
}

async function measureStartUps(): Promise<Result[]> {
  return (await timeStartUps()).map(({ command, ours, node }) => ({
    case: `promptledger ${command}`,
    size: '351 records',
    peerName: 'node -e 0',
    unit: 'ms',
    ours: round(ours),
    peer: round(node),
    ratio: round(ours / node),
  }));
}

async function measureComparisons(): Promise<Result[]> {
  return (await timeComparisons()).map(({ lines, ours, diffLines }) => ({
    case: 'compare, by part, line and word',
    size: `${lines} lines`,
    peerName: 'diff 9, diffLines alone',
    unit: 'ms',
    ours: round(ours),
    peer: round(diffLines),
    ratio: round(ours / diffLines),
  }));
}

async function measureHistories(folder: string): Promise<Result[]> {
  return (await timeHistories(folder)).map(({ case: name, size, ours, git, gitCommand }) => ({
    case: name,
    size,
    peerName: gitCommand,
    unit: 'ms',
    ours: round(ours),
    peer: round(git),
    ratio: round(ours / git),
  }));
}

async function measureGrowth(): Promise<Result[]> {
  return (await timeGrowth()).map(({ case: name, parts, whole, quarter }) => ({
    case: name,
    size: `${parts} parts`,
    peerName: 'the same of a quarter: 4x is in proportion',
    unit: 'ms',
    ours: round(whole),
    peer: round(quarter),
    ratio: round(whole / quarter),
  }));
}

function round(figure: number): number {
  return Number(figure.toPrecision(3));
}

function printTable(results: readonly Result[]): void {
  const rows = results.map(result => [
    result.case,
    result.size,
    `${result.ours} ${result.unit}`,
    `${result.peer} ${result.unit}`,
    `${result.ratio}x`,
    result.peerName,
  ]);
  const all = [['case', 'size', 'ours', 'peer', 'ours/peer', 'peer is'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)));
  for (const row of all) {
    console.log(row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join('  '));
  }
}

/** The groups of cases that are asked for, by a part of their name: `--case commit`. */
function wanted(): string {
  const at = process.argv.indexOf('--case');
  return at < 0 ? '' : (process.argv[at + 1] ?? '');
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-bench-'));
  try {
    const groups: Readonly<Record<string, () => Promise<Result[]>>> = {
      start: measureStartUps,
      compare: measureComparisons,
      growth: measureGrowth,
      history: () => measureHistories(folder),
      commit: () => measureCommits(folder),
      refresh: () => measureRefreshes(folder),
      ...Object.fromEntries(
        SIZES.map(size => [`open ${sizeName(size)}`, () => measure(folder, size)]),
      ),
    };
    const results: Result[] = [];
    for (const [name, work] of Object.entries(groups)) {
      if (name.includes(wanted())) results.push(...(await work()));
    }
    if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
    else printTable(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
