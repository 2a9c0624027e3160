import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtCli } from './cliProcess';

/** Whether tests may act as somebody for whom permissions hold: only root may, and rights do not bind it. */
export const CAN_BE_NOBODY =
  process.platform !== 'win32' &&
  process.getuid?.() === 0 &&
  spawnSync('su', ['nobody', '-s', '/bin/sh', '-c', `"${process.execPath}" --version`]).status ===
    0;

/**
 * Runs the command line as `nobody` in a folder, after giving it everything there; what it may not do is
 * taken away by `forbid`. Its program lies in the folder as well, for the project's may be closed to others.
 */
export async function asNobody(
  folder: string,
  forbid: () => Promise<unknown>,
): Promise<(...args: string[]) => { code: number | null; stdout: string; stderr: string }> {
  const program = join(folder, 'program');
  await mkdir(program, { recursive: true });
  await cp(dirname(await builtCli()), program, { recursive: true });
  await chmod(folder, 0o755);
  spawnSync('chown', ['-R', 'nobody', folder]);
  await forbid();
  return (...args) => {
    const quoted = [process.execPath, join(program, 'promptledger.cjs'), ...args].map(
      part => `'${part.replaceAll("'", "'\\''")}'`,
    );
    const { status, stdout, stderr } = spawnSync(
      'su',
      ['nobody', '-s', '/bin/sh', '-c', quoted.join(' ')],
      {
        ...{ cwd: folder, encoding: 'utf8' },
        env: { PATH: process.env.PATH, HOME: folder, PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>' },
      },
    );
    return { code: status, stdout, stderr };
  };
}
