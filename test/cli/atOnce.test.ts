import { deepStrictEqual } from 'node:assert/strict';
import { greetingRegistry } from '../support/cliRegistry';
import { runCli, runJson } from '../support/cliProcess';
import { itAtLength } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';

const TWELVE = Array.from({ length: 12 }, (_, index) => index);

describe('twelve processes at once', function () {
  this.timeout(0);
  const newFolder = temporaryFolders();
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
    await greetingRegistry(folder);
  });

  itAtLength('that add environments keep all twelve', async () => {
    const ends = await Promise.all(
      TWELVE.map(n => runCli(folder, ['environments', 'add', `e${n}`])),
    );
    deepStrictEqual(
      ends.map(({ code, stderr }) => [code, stderr]),
      TWELVE.map(() => [0, '']),
    );
    const { value } = await runJson<{ environments: { name: string }[] }>(folder, ['environments']);
    const added = value.environments.map(({ name }) => name).filter(name => /^e\d+$/.test(name));
    deepStrictEqual(added.sort(), TWELVE.map(n => `e${n}`).sort());
  });

  it('that change values of one sample keep all twelve values', async () => {
    const save = (n: number) =>
      runCli(folder, ['samples', 'save', 'support/greeting', 's', '--var', `v${n}=${n}`]);
    await save(100);
    const ends = await Promise.all(TWELVE.map(save));
    deepStrictEqual(
      ends.map(({ code }) => code),
      TWELVE.map(() => 0),
    );
    const { value } = await runJson<Record<string, unknown>>(folder, [
      ...['samples', 'show', 'support/greeting', 's'],
    ]);
    deepStrictEqual(
      TWELVE.map(n => String(value[`v${n}`])),
      TWELVE.map(String),
    );
  });
});
