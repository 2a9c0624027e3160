import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git in a folder as somebody who has a name, whatever the machine is set to. */
export function gitIn(folder: string): (...args: string[]) => Promise<string> {
  const settings = ['user.name=Ada', 'user.email=ada@example.com', 'commit.gpgsign=false'];
  const options = settings.flatMap(setting => ['-c', setting]);
  return async (...args) => (await run('git', [...options, ...args], { cwd: folder })).stdout;
}
