import { appendFileSync, readFileSync } from 'node:fs';

/** How a mocha run went. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed: full titles, each with the first line of its error. */
  readonly failures: readonly string[];
}

/**
 * One line of a journal, written the moment it happens: so what passed is counted also when the run
 * is ended from outside, and whoever watches hears that it goes on.
 */
export interface JournalLine {
  readonly kind: 'began' | 'passed' | 'failed' | 'skipped' | 'ended';
  /** The full title of a test, a hook or a suite. */
  readonly title: string;
  readonly file?: string | undefined;
  /** Of what failed: the first line of its error. */
  readonly why?: string | undefined;
  /** Told by a worker of a parallel run, before the reporter tells the whole file. */
  readonly early?: true;
}

/** The environment variable that names the journal of a run. */
export const JOURNAL = 'PROMPT_LEDGER_JOURNAL';

/** Adds a line to a journal; several processes may. */
export function writeJournal(file: string, line: JournalLine): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** A run that never came to its end counts as one failure: nothing else would tell of it. */
export function brokenRun(reason: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] };
}

/**
 * What a journal counts. A run that did not come to its end has one failure more, which says what
 * was last heard of it; so has one that left no journal.
 */
export function readTally(file: string): Tally {
  const lines = readJournal(file);
  const isTold = ({ early, kind }: JournalLine) => early === undefined && kind === 'began';
  const told = new Set(lines.filter(isTold).map(line => line.file));
  // A worker's lines stand for a file until the reporter tells it, which it never does of a crash.
  const early = lines.filter(line => line.early === true && !told.has(line.file));
  const counted = [...lines.filter(line => line.early === undefined), ...early];
  const count = (kind: JournalLine['kind']) => counted.filter(line => line.kind === kind).length;
  const failures = counted
    .filter(({ kind }) => kind === 'failed')
    .map(({ title, file, why, early: isEarly }) => {
      const last = isEarly ? undefined : early.findLast(line => line.file === file);
      if (last !== undefined) return `${title}. The last that was heard: ${inWords(last)}`;
      return why === undefined ? title : `${title}: ${why}`;
    });
  const tally = {
    passed: count('passed'),
    failed: failures.length,
    skipped: count('skipped'),
    failures,
  };
  return count('ended') > 0 ? tally : addTallies([tally, brokenRun(notEnded(lines.at(-1)))]);
}

/** The last line of a journal in words; `undefined` while there is none. */
export function lastHeard(file: string): string | undefined {
  const last = readJournal(file).at(-1);
  return last && inWords(last);
}

/** A tally as it is printed: what failed by name, and the two numbers. */
export function printTally({ passed, failed, failures }: Tally): string {
  const named = failures.map(title => `  failed: ${title}\n`).join('');
  return `${named}${passed} passed, ${failed} failed`;
}

/** Adds runs up. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}

function notEnded(last: JournalLine | undefined): string {
  if (last === undefined) return 'The run did not begin.';
  return `The run did not come to its end. The last that was heard of it: ${inWords(last)}`;
}

function inWords({ kind, title }: JournalLine): string {
  return `${title} (${kind})`;
}

function readJournal(file: string): JournalLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  // A line without its end is being written, or its process was killed meanwhile.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return whole.filter(line => line !== '').map(line => JSON.parse(line) as JournalLine);
}
