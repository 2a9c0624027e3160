import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clones } from './clones';
import { damage } from './damage';
import { kills } from './kills';
import { writers } from './writers';
import { failingCalls } from './failingCalls';
import { Findings } from './findings';
import type { Ordeal } from './ordeal';
import { Random } from './random';

const ORDEALS: readonly Ordeal[] = [kills, clones, writers, damage, failingCalls];

/**
 * `npm run torture [-- --minutes N --seed N --only NAME]`: rounds of every ordeal in turn until the time
 * is over, at least one of each. Ends with counts, and with 1 where one that must be 0 is not.
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
  console.log(findings.print());
  process.exitCode = findings.size === 0 ? 0 : 1;
}

/** Plays one round; where something was found, its folder stays to be looked into. */
async function play({ name, round }: Ordeal, seed: number, findings: Findings): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `torture-${name}-`));
  const before = findings.size;
  await round({ folder, random: new Random(seed), findings });
  findings.count(`rounds of ${name}`);
  if (findings.size === before) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  else console.log(`Found in ${folder}: npm run torture -- --only ${name} --seed ${seed}`);
}

void main();
