import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JOURNAL, writeJournal, type JournalLine } from '../host/tally';
import { clones } from './clones';
import { damage } from './damage';
import { kills } from './kills';
import { writers } from './writers';
import { failingCalls } from './failingCalls';
import { hostile } from './hostile';
import { Findings } from './findings';
import type { Ordeal } from './ordeal';
import { Random } from './random';

const ORDEALS: readonly Ordeal[] = [kills, clones, writers, damage, failingCalls, hostile];

/**
 * `npm run torture [-- --minutes N --seed N --only NAME]`: rounds of every ordeal in turn until the time
 * is over, at least one of each. Ends with counts, and with 1 where one that must be 0 is not. As a step
 * of `npm test` each round is one test.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', default: '' },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const chosen = ORDEALS.filter(({ name }) => name.includes(values.only));
  console.log(`${minutes} min of ${chosen.map(({ name }) => name).join(', ')}; seed ${seed}`);
  const findings = new Findings();
  const end = performance.now() + minutes * 60_000;
  for (let round = 0; round < chosen.length || performance.now() < end; round += 1) {
    const ordeal = chosen[round % chosen.length];
    if (ordeal !== undefined) await play(ordeal, seed + round, findings);
  }
  tell('ended', 'the run');
  console.log(findings.print());
  process.exitCode = findings.size === 0 ? 0 : 1;
}

/** Plays one round; where something was found, its folder stays to be looked into. */
async function play({ name, round }: Ordeal, seed: number, findings: Findings): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `torture-${name.replaceAll(' ', '-')}-`));
  const before = findings.size;
  const title = `a round of ${name}, seed ${seed}`;
  tell('began', title);
  await round({ folder, random: new Random(seed), findings });
  findings.count(`rounds of ${name}`);
  const isFine = findings.size === before;
  tell(isFine ? 'passed' : 'failed', title);
  if (isFine) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  else console.log(`Found in ${folder}: npm run torture -- --only "${name}" --seed ${seed}`);
}

function tell(kind: JournalLine['kind'], title: string): void {
  const journal = process.env[JOURNAL];
  if (journal !== undefined) writeJournal(journal, { kind, title });
}

void main();
