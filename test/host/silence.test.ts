import { ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { itAtLength } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';
import { runProgram } from './childProcess';
import { projectRoot } from './projectPaths';
import { SILENCE_MS, whileHeard } from './silence';
import { JOURNAL, lastHeard, readTally, type Tally } from './tally';
import { TEST_INSIDE_MS, TEST_OUTSIDE_MS } from './patience';

/** Long enough for a program to begin on a machine that does much else. */
const SHORT_SILENCE_MS = 10_000;

const QUICK = `it('first', () => {}); it('second', () => {});`;
const SUITES = {
  slow: Array.from(
    { length: 50 },
    (_, at) => `it('test ${at}', done => { setTimeout(done, 250); });`,
  ).join('\n'),
  silent: `${QUICK} it('hangs', () => new Promise(() => setInterval(() => {}, 1000)));`,
  crashing: `${QUICK} it('crashes', () => process.kill(process.pid, 'SIGKILL'));`,
  failing: `${QUICK} it('fails', () => { throw new Error('as it should'); });`,
} as const;

/** How a run went: what was counted, and with which message it was ended. */
interface Ended {
  readonly tally: Tally;
  readonly message: string;
}

describe('a run of tests', () => {
  const newFolder = temporaryFolders();

  /** Runs suites as `npm test` does, each in a file of its own. */
  async function run(names: readonly (keyof typeof SUITES)[], flags: string[] = []) {
    const folder = await newFolder();
    const journal = path.join(folder, 'journal.jsonl');
    const suites = path.join(folder, 'suites');
    await mkdir(suites);
    for (const name of names) {
      const suite = `describe('${name}', function () { this.timeout(0); ${SUITES[name]} });`;
      await writeFile(path.join(suites, `${name}.cjs`), suite);
    }
    const mocha = path.join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const reporter = path.join(projectRoot, 'test', 'host', 'tallyReporter.ts');
    const args = [mocha, '--no-config', '--import=tsx', '--reporter', reporter, ...flags, suites];
    const ended = await runProgram(process.execPath, args, {
      cwd: projectRoot,
      env: { [JOURNAL]: journal },
      silenceMs: SHORT_SILENCE_MS,
      look: () => lastHeard(journal),
    }).then(
      () => 'well',
      (error: unknown) => String(error),
    );
    return { tally: readTally(journal), message: ended } satisfies Ended;
  }

  itAtLength('goes on as long as it makes progress, however long that takes', async () => {
    const { tally, message } = await run(['slow']);
    strictEqual(message, 'well');
    strictEqual(tally.passed, 50);
    strictEqual(tally.failed, 0);
  });

  it('is ended when it is silent; what passed is counted, and what hangs is named', async () => {
    const { tally, message } = await run(['silent']);
    ok(message.includes('for 10 s. The last sign of life: silent hangs (began)'), message);
    strictEqual(tally.passed, 2);
    strictEqual(tally.failed, 1);
    ok(tally.failures[0]?.includes('silent hangs (began)'), tally.failures[0]);
  });

  it('that crashes has what passed before counted', async () => {
    const { tally } = await run(['crashing']);
    strictEqual(tally.passed, 2);
    strictEqual(tally.failed, 1);
    ok(tally.failures[0]?.includes('crashing crashes (began)'), tally.failures[0]);
  });

  it('names what failed, and no more than that', async () => {
    const { tally, message } = await run(['failing']);
    ok(message.includes('exit code 1'), message);
    strictEqual(tally.passed, 2);
    strictEqual(tally.failures.join(), 'failing fails: as it should');
  });

  const WORKERS = ['--parallel', '--jobs=2', '--require=./test/host/workerHooks.ts'];

  itAtLength('in workers is counted test by test as well', async () => {
    const { tally, message } = await run(['silent', 'failing'], WORKERS);
    ok(message.includes('The last sign of life: '), message);
    strictEqual(tally.passed, 4);
    strictEqual(tally.failures.length, 2);
    ok(tally.failures.includes('failing fails: as it should'), tally.failures.join());
  });

  itAtLength('in workers, one of which crashes, has what passed before counted', async () => {
    const { tally } = await run(['crashing', 'failing'], WORKERS);
    strictEqual(tally.passed, 4);
    strictEqual(tally.failed, 2);
    ok(tally.failures.join().includes('crashing crashes (began)'), tally.failures.join());
  });
});

describe('waiting for something that tells of itself', () => {
  it('ends with what it waits for, though that takes longer than any silence', async () => {
    const answer = await whileHeard({ of: 'the work', silenceMs: 1000 }, async heard => {
      for (let time = 0; time < 15; time++) {
        await new Promise(resolve => setTimeout(resolve, 100));
        heard(`step ${time}`);
      }
      return 'done';
    });
    strictEqual(answer, 'done');
  });

  it('ends with the last that was heard when it falls silent', async () => {
    const work = whileHeard({ of: 'the work', silenceMs: 200 }, heard => {
      heard('a line\nand another\n');
      return new Promise(() => undefined);
    });
    await rejects(work, {
      message: 'Nothing was heard of the work for 0.2 s. The last sign of life: and another',
    });
  });

  it('says that nothing was heard at all', async () => {
    const work = whileHeard({ of: 'it', silenceMs: 100 }, () => new Promise(() => undefined));
    await rejects(work, { message: /There was no sign of life\.$/ });
  });

  it('is patient enough for the longest of our tests', () => {
    ok(SILENCE_MS > Math.max(TEST_INSIDE_MS, TEST_OUTSIDE_MS));
  });
});
