/**
 * Writes to a registry in a repository and merges what a clone wrote, without a pause:
 * `tsx gitWriter.ts FOLDER [checkout]`, where FOLDER holds the repositories `main` and `clone`. With
 * `checkout`, it goes back some commits and forth again now and then.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openFiles } from '../../src/store/openFiles';
import { ada } from '../support/recordBuilder';

const PROMPT = 'support/greeting';

function git(folder: string, ...args: readonly string[]): void {
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'gc.auto=0'];
  execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'ignore' });
}

/** One round: versions, a tag, a release, at times a rollback and a rename there and back. */
async function write(folder: string, count: number): Promise<void> {
  const root = join(folder, '.promptledger');
  const { registry } = openFiles(root, () => Promise.resolve(ada));
  await registry.commit({ prompt: 'shared/tone', source: `Tone ${count}.` });
  const source = `{{> shared/tone}} ${count}`;
  const { id } = await registry.commit({ prompt: PROMPT, source, tag: 'live' });
  await registry.promote({ prompt: PROMPT, environment: 'staging', version: id });
  if (count % 3 === 0) {
    await registry.rollback({ prompt: PROMPT, environment: 'staging', reason: 'Too curt' });
  }
  if (count % 5 === 0) {
    const to = `former/name-${count}`;
    await registry.rename({ prompt: PROMPT, to });
    await registry.rename({ prompt: to, to: PROMPT });
  }
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', `Round ${count}`);
}

async function main(folder: string, isCheckingOut: boolean): Promise<void> {
  const [own, clone] = [join(folder, 'main'), join(folder, 'clone')];
  let count = 0;
  for (let round = 1; ; round++) {
    await write(own, ++count);
    if (round === 1) process.stdout.write('begun\n');
    if (round % 3 === 0) {
      git(clone, 'pull', '-q', '--no-rebase', '--no-edit', '-X', 'theirs', 'origin', 'main');
      await write(clone, ++count);
      await write(own, ++count);
      git(own, 'fetch', '-q', clone, 'main');
      git(own, 'merge', '-q', '--no-edit', '-X', 'theirs', 'FETCH_HEAD');
    }
    if (isCheckingOut && round % 2 === 0) {
      git(own, 'checkout', '-q', 'HEAD~2');
      git(own, 'checkout', '-q', 'main');
    }
  }
}

main(process.argv[2] ?? '', process.argv[3] === 'checkout').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
