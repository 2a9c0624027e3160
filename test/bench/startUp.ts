import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { median } from './timing';

/** What a command takes from start to end, and what Node takes to do nothing; in milliseconds. */
export interface StartUp {
  readonly command: string;
  readonly ours: number;
  readonly node: number;
}

const RUNS = 25;
/** Commands that need no database, on a registry so small that starting is all they do. */
const COMMANDS = ['--version', 'show support/greeting', 'log support/greeting', 'list', 'status'];

/** Times the command line as npm gets it against `node -e 0`, in turns. */
export async function timeStartUps(): Promise<readonly StartUp[]> {
  const program = await builtCli();
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-start-'));
  try {
    await greetingRegistry(folder);
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
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}.`);
  return performance.now() - started;
}
