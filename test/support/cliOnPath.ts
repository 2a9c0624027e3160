import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtCli } from './cliProcess';

/** The environment of a shell in `folder` that finds `promptledger` as somebody who installed it does. */
export async function cliOnPath(folder: string): Promise<Readonly<Record<string, string>>> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const program = `#!/bin/sh\nexec "${process.execPath}" "${await builtCli()}" "$@"\n`;
  await writeFile(join(bin, 'promptledger'), program);
  await chmod(join(bin, 'promptledger'), 0o755);
  return {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    HOME: folder,
    TERM: 'xterm',
    PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>',
  };
}
