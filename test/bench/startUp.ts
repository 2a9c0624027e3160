import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from '../support/cliProcess';
import { projectPath } from '../support/sourceFiles';
import { median } from './timing';

/** What a command takes from start to end, and what Node takes to do nothing; in milliseconds. */
export interface StartUp {
  readonly command: string;
  readonly ours: number;
  readonly node: number;
}

const RUNS = 25;
const PROMPT = 'support/greeting';
/** Commands that need no database. */
const COMMANDS = [
  ...['--version', '--help', 'list', 'status', `log ${PROMPT}`, `show ${PROMPT}`],
  ...[`tags ${PROMPT}`, `diff ${PROMPT}@production`, `render ${PROMPT} -s first-contact`],
  ...['deployments', 'verify'],
];

/**
 * Times the command line as npm gets it on the example registry (17 prompts, 351 records) against
 * `node -e 0`, in turns.
 */
export async function timeStartUps(): Promise<readonly StartUp[]> {
  const program = await builtCli();
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-start-'));
  try {
    await cp(projectPath('test/fixtures/workspace'), folder, { recursive: true });
    const times = COMMANDS.map(command => ({
      command,
      ours: [] as number[],
      node: [] as number[],
    }));
    for (let run = 0; run < RUNS; run += 1) {
      for (const { command, ours, node } of times) {
        node.push(timeOf(folder, ['-e', '0']));
        ours.push(timeOf(folder, [program, ...command.split(' ')]));
      }
    }
    return times.map(({ command, ours, node }) => {
      return { command, ours: median(ours), node: median(node) };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function timeOf(cwd: string, args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd });
  // The example has something left to decide, and `verify` says so.
  if (status !== 0 && !args.includes('verify'))
    throw new Error(`${args.join(' ')} ended with ${String(status)}.`);
  return performance.now() - started;
}
