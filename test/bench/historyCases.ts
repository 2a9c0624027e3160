import { blameVersion } from '../../src/core/compare/blame/blame';
import { layoutGraph } from '../../src/core/compare/graph/layout';
import { orderVersions } from '../../src/core/compare/graph/order';
import type { VersionRecord } from '../../src/core/ledger/records/records';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { digest } from '../../src/store/digest';
import { longHistory } from '../support/longHistory';
import { ada, folderOf, sealed } from '../support/recordBuilder';
import { loadSqlite } from '../support/sqlite';
import { gitRepository } from './gitPeer';
import { median, timeRuns } from './timing';

/** What one question about a history takes here, and git. */
export interface HistoryTimes {
  readonly case: string;
  readonly size: string;
  readonly ours: number;
  readonly git: number;
  readonly gitCommand: string;
}

const PROMPT = 'a';
const RUNS = 5;
const [LINES, BLAMED_VERSIONS, CHANGES] = [10_000, 200, 12];
const VERSIONS = 10_000;

/** Asks our index and git the same about the same histories. */
export async function timeHistories(folder: string): Promise<readonly HistoryTimes[]> {
  return [...(await timeBlame(folder)), ...(await timeGraphs(folder))];
}

async function timeBlame(folder: string): Promise<readonly HistoryTimes[]> {
  const versions = longTexts();
  const index = await indexOf(versions);
  const git = await gitRepository(folder, peers(versions));
  const { queries } = index;
  const history = {
    parentsOf: (id: string) => queries.history.parents(id),
    linesOf: (id: string) => queries.source(id)?.split('\n') ?? [],
  };
  const newest = versions.at(-1)?.id ?? '';
  const ours = await time(() => blameVersion(newest, history));
  const peer = await time(() => git('blame', '-s', 'main', '--', 'file'));
  const before = blameVersion(versions.at(-2)?.id ?? '', history);
  const known = new Map(before === undefined ? [] : [[versions.at(-2)?.id ?? '', before]]);
  const next = await time(() => blameVersion(newest, history, known));
  index.close();
  const size = `${LINES} lines, ${BLAMED_VERSIONS} versions`;
  return [
    { case: 'blame', size, ours, git: peer, gitCommand: 'git blame -s' },
    {
      case: 'blame after one more commit',
      size,
      ours: next,
      git: peer,
      gitCommand: 'git blame -s',
    },
  ];
}

async function timeGraphs(folder: string): Promise<readonly HistoryTimes[]> {
  const versions = longHistory(PROMPT, VERSIONS);
  const index = await indexOf(versions);
  const git = await gitRepository(folder, peers(versions));
  const { history } = index.queries;
  const graph = await time(() => layoutGraph(orderVersions(history.all(PROMPT))));
  const found = await time(() => history.find(PROMPT, 'lighthouse'));
  const gitGraph = await time(() => git('log', '--graph', '--format=%h', 'main'));
  const gitFound = await time(() => git('log', '-i', '--grep=lighthouse', '--format=%h', 'main'));
  index.close();
  const size = `${VERSIONS} versions, with merges`;
  return [
    { case: 'history graph', size, ours: graph, git: gitGraph, gitCommand: 'git log --graph' },
    { case: 'find in a history', size, ours: found, git: gitFound, gitCommand: 'git log --grep' },
  ];
}

async function time(work: () => unknown): Promise<number> {
  return median(await timeRuns(RUNS, () => undefined, work));
}

async function indexOf(versions: readonly VersionRecord[]): Promise<LedgerIndex> {
  const index = LedgerIndex.open(await loadSqlite(), digest);
  index.takeInRecords([folderOf(PROMPT, versions)]);
  return index;
}

function* peers(versions: readonly VersionRecord[]) {
  const places = new Map(versions.map(({ id }, place) => [id, place]));
  for (const { message, parents, source } of versions) {
    yield {
      message,
      text: source.join('\n'),
      parents: parents.flatMap(parent => places.get(parent) ?? []),
    };
  }
}

/** Each version changes some lines here and there, takes one away and puts one in. */
function longTexts(): VersionRecord[] {
  const versions: VersionRecord[] = [];
  let lines = Array.from({ length: LINES }, (_, line) => `Rule ${line}: say what is so, in short.`);
  for (let number = 1; number <= BLAMED_VERSIONS; number += 1) {
    lines = [...lines];
    for (let change = 0; change < CHANGES; change += 1) {
      lines[placeOf(number, change)] =
        `Changed in ${number}, the ${change}th: be kind to everybody.`;
    }
    lines.splice(placeOf(number, CHANGES), 1);
    lines.splice(placeOf(number, CHANGES + 1), 0, `Added in ${number}: and ask.`);
    versions.push(
      sealed<VersionRecord>({
        kind: 'version',
        prompt: PROMPT,
        at: new Date(Date.UTC(2025, 0) + number * 60_000).toISOString(),
        author: ada,
        parents: versions.slice(-1).map(({ id }) => id),
        number,
        message: `Change ${number}`,
        includes: {},
        source: lines,
      }),
    );
  }
  return versions;
}

/** Spread over the text, the same in every run. */
function placeOf(number: number, change: number): number {
  return (number * 7919 + change * 104_729) % (LINES - 1);
}
