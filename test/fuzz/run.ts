import fc from 'fast-check';
import { parseArgs } from 'node:util';
import { PROPERTIES, type FuzzProperty } from './properties';

const SMALL = 10_000;
const LARGE = 80_000;
/** Time in proportion gives 8; what is quadratic gives 64. */
const SUSPICIOUS_GROWTH = 24;
/** Below this, a pause of the machine says more than the work. */
const NOTICEABLE_MS = 50;

/**
 * `npm run fuzz [-- --runs N --seed N --only WORDS]`: every parser on many texts, and how its time
 * grows with their length.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', default: '' },
    },
  });
  const [numRuns, seed] = [Number(values.runs), Number(values.seed)];
  console.log(`${numRuns} runs each, seed ${seed}`);
  const chosen = PROPERTIES.filter(({ name }) => name.includes(values.only));
  const outcomes = chosen.map(property => {
    const isSound = hold(property, numRuns, seed);
    return grow(property) && isSound;
  });
  process.exitCode = outcomes.every(Boolean) ? 0 : 1;
}

function hold({ name, inputs, check }: FuzzProperty, numRuns: number, seed: number): boolean {
  const start = performance.now();
  const details = fc.check(fc.property(inputs, check), { seed, numRuns });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${details.failed ? 'FAILED' : 'ok    '} ${name}: ${details.numRuns} texts, ${seconds} s`,
  );
  if (details.failed) console.log(fc.defaultReportMessage(details));
  return !details.failed;
}

/** The factor by which the time grows when the text grows eightfold: the worst of its kind. */
function grow({ large, check }: FuzzProperty): boolean {
  const growths = large.map(make => {
    const [small, big] = [timeOf(check, make(SMALL)), timeOf(check, make(LARGE))];
    return { sample: make(24).slice(0, 40), small, big, factor: big / Math.max(small, 0.1) };
  });
  const [worst] = growths.toSorted((left, right) => right.big - left.big);
  if (worst === undefined) return true;
  const facts = `${worst.small.toFixed(1)} ms for ${SMALL} characters, ${worst.big.toFixed(1)} ms for ${LARGE}`;
  console.log(`       slowest text: ${facts} (${JSON.stringify(worst.sample)})`);
  const steep = growths.filter(
    ({ big, factor }) => big > NOTICEABLE_MS && factor > SUSPICIOUS_GROWTH,
  );
  for (const { sample, small, big } of steep) {
    console.log(
      `       STEEP ${JSON.stringify(sample)}: ${small.toFixed(1)} -> ${big.toFixed(1)} ms`,
    );
  }
  return steep.length === 0;
}

/** The shortest of three: the machine has other things to do. */
function timeOf(check: (text: string) => void, text: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    check(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

main();
