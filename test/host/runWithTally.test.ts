import { ok, strictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '../support/temporaryFolders';
import { projectRoot } from './projectPaths';
import { JOURNAL, lastHeard } from './tally';
import { waitUntil } from './timed';
import { SHOWN_WITHIN_MS } from './patience';

const RUN_WITH_TALLY = path.join(projectRoot, 'test', 'host', 'runWithTally.ts');
const TALLY = path.join(projectRoot, 'test', 'host', 'tally.ts');

describe('the program of a run', () => {
  const newFolder = temporaryFolders();

  /** Starts a run that has counted one test, and then does this. */
  async function started(
    then: string,
    journalOf: 'the environment' | 'its own' = 'the environment',
  ) {
    const folder = await newFolder();
    const program = path.join(folder, 'run.ts');
    const journal = path.join(folder, 'journal.jsonl');
    await writeFile(
      program,
      `import { runWithTally } from ${JSON.stringify(RUN_WITH_TALLY)};
       import { writeJournal } from ${JSON.stringify(TALLY)};
       runWithTally(async ({ journal }) => {
         writeJournal(journal, { kind: 'passed', title: 'one' });
         ${then}
       });`,
    );
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: projectRoot,
      env: { ...process.env, [JOURNAL]: journalOf === 'its own' ? undefined : journal },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number, printed }));
    return { child, journal, ended };
  }

  const ENDED = `writeJournal(journal, { kind: 'ended', title: 'the run' });`;

  it('prints what was counted and ends with 0 when all is well', async () => {
    const { ended } = await started(`${ENDED} return true;`);
    const { code, printed } = await ended;
    strictEqual(printed, '1 passed, 0 failed\n');
    strictEqual(code, 0);
  });

  it('has a failure beside what passed when it throws, and names it once', async () => {
    const { ended } = await started(`throw new Error('No window.\\nIts log.');`);
    const { code, printed } = await ended;
    strictEqual(printed, '  failed: No window.\n1 passed, 1 failed\n');
    strictEqual(code, 1);
  });

  it('keeps a journal of its own where nobody asks for one', async () => {
    const { ended } = await started(`${ENDED} return true;`, 'its own');
    strictEqual((await ended).printed, '1 passed, 0 failed\n');
  });

  it('has a failure when it failed outside its tests', async () => {
    const { ended } = await started(`${ENDED} return false;`);
    strictEqual((await ended).printed, '  failed: The run failed.\n1 passed, 1 failed\n');
  });

  it('prints what passed when it is ended from outside', async () => {
    const { child, journal, ended } = await started(
      `return new Promise(() => setInterval(() => undefined, 1000));`,
    );
    await waitUntil('the first test', SHOWN_WITHIN_MS, () => lastHeard(journal) !== undefined);
    child.kill('SIGTERM');
    const { code, printed } = await ended;
    ok(printed.includes('did not come to its end. The last that was heard of it: one'), printed);
    ok(printed.endsWith('1 passed, 1 failed\n'), printed);
    strictEqual(code, 143);
  });

  it('prints what passed when an error that nobody caught ends it', async () => {
    const { ended } = await started(
      `setTimeout(() => { throw new Error('lost'); }); return new Promise(() => undefined);`,
    );
    const { code, printed } = await ended;
    ok(printed.endsWith('1 passed, 1 failed\n'), printed);
    ok(code !== 0);
  });
});
