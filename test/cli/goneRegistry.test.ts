import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { gitIn } from '../support/git';
import { itAtLength } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';

interface Report {
  readonly records: number;
  readonly repaired?: readonly unknown[];
  readonly problems: readonly { path: string; code: string; message: string }[];
}

describe('verify --since of a registry that was deleted as a whole', () => {
  const newFolder = temporaryFolders();

  itAtLength(
    'names every record that it had, also where another registry lies further up',
    async () => {
      const folder = await newFolder();
      const inner = join(folder, 'packages', 'app');
      await mkdir(inner, { recursive: true });
      await greetingRegistry(inner);
      const git = gitIn(folder);
      await git('init', '--quiet', '--initial-branch=main');
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Main');
      await rename(join(inner, '.promptledger'), join(folder, '.kept'));
      const line = ['verify', '--since', 'main'];
      const { code, value } = await runJsonHere<Report>(inner, line);
      const lost = value.problems.filter(problem => problem.message.startsWith('main has here: '));
      deepStrictEqual([code, value.records, lost.length], [1, 0, 4]);
      ok(value.problems.some(({ path }) => path === 'registry.json'));

      const { repaired } = (await runJsonHere<Report>(inner, [...line, '--repair'])).value;
      deepStrictEqual(repaired?.length, 4);
      await rm(join(inner, '.promptledger'), { recursive: true });

      await greetingRegistry(folder);
      deepStrictEqual((await runJsonHere<Report>(inner, line)).value, value);
      const named = await runJsonHere<Report>(folder, [
        ...line,
        '--registry',
        'packages/app/.promptledger',
      ]);
      deepStrictEqual(named.value, value);
      // What the commit never had is not lost.
      const { code: sound, stdout } = await runHere(folder, line);
      deepStrictEqual([sound, stdout], [0, 'All 4 records are sound.\n']);
      await rm(join(folder, '.promptledger'), { recursive: true });
      match((await runHere(folder, line)).stderr, /There is no \.promptledger folder/);
    },
  );
});
