import { runSuite, type ConformanceResult, type ConformanceSuite } from './suite';
import { SUITES } from './suites';

/** `npm run conformance`: per format, how many cases of its reference pass, and why others need not. */
function main(): void {
  const results = SUITES.map(suite => report(suite, runSuite(suite)));
  process.exitCode = results.every(({ failures }) => failures.length === 0) ? 0 : 1;
}

function report({ format }: ConformanceSuite, result: ConformanceResult): ConformanceResult {
  const { passed, total, excluded, failures } = result;
  const others = [...excluded.values()].reduce((sum, names) => sum + names.length, 0);
  console.log(
    `${format}: ${passed} of ${total} cases passed, ${others} excluded, ${failures.length} failed`,
  );
  for (const [reason, names] of excluded) {
    console.log(`  excluded: ${reason}`);
    for (const name of names) console.log(`    ${name}`);
  }
  for (const failure of failures) console.log(`  FAILED ${failure}`);
  return result;
}

main();
