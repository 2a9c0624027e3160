import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { builtCli } from '../support/cliProcess';
import { itAtLength, someOf } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';
import { listCalls, runWithFault } from '../torture/faults';
import { makeWorld, SCENARIOS } from '../torture/faultScenarios';
import { sweepFaults } from '../torture/faultSweep';

type Sweep = Parameters<typeof sweepFaults>[0];

/** The calls that put something in its place, make it durable, or take it away. */
const WRITES = /^(rename|link|unlink|rm|handle\.(sync|writeFile|close))/;

/** Fails each of the picked calls once: whatever comes of it is told as it is. */
async function nothingIsBad(scenario: Sweep['scenario'], pick: Sweep['pick']): Promise<void> {
  const program = await builtCli();
  const judged = await sweepFaults({ program, scenario, faults: ['EIO'], pick });
  ok(judged.length > 0);
  deepStrictEqual(
    judged.filter(({ problems }) => problems.length > 0),
    [],
  );
}

describe('a call of the file system that fails', function () {
  // A process of its own for each call; how long that takes says nothing.
  this.timeout(0);
  const newFolder = temporaryFolders();

  const lines = ['rollback a staging -m why', 'commit a --file two.txt -m two --tag candidate'];
  for (const line of someOf(lines, 2)) {
    it(`in "${line}": what is said is what was done`, async () => {
      const scenario = SCENARIOS.find(({ args }) => args.join(' ') === line);
      ok(scenario);
      await nothingIsBad(scenario, ({ name }) => WRITES.test(name));
    });
  }

  itAtLength(
    'in a look at other prompts does not make a rename that is done a refusal',
    async () => {
      await nothingIsBad(
        { args: ['rename', 'b', 'moved/b'] },
        ({ name, path }) => name === 'lstatSync' && path.endsWith('records/gone'),
      );
    },
  );

  itAtLength(
    'in an export leaves the file as it was, where something would be missing',
    async () => {
      await nothingIsBad(
        { args: 'export --all -f json -o out.json'.split(' '), output: 'out.json' },
        ({ name, path }) => name === 'openSync' && path.includes('records/a/'),
      );
    },
  );

  it('in a look at a prompt keeps it from being committed with all others', async () => {
    const world = await newFolder();
    await makeWorld(world);
    const before = await readdir(join(world, '.promptledger/records/d'));
    const inCopy = async () => {
      const folder = await newFolder();
      await cp(world, folder, { recursive: true });
      // A folder that changed a moment ago is listed more often than one that has come to rest.
      await new Promise(resolve => setTimeout(resolve, 150));
      const env = { PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>' };
      const args = ['commit', '--all', '-m', 'x'];
      // Calls for other prompts come in between as they like.
      const watched = [join(folder, '.promptledger/records/d')];
      return { program: await builtCli(), args, folder, env, watched };
    };
    const listed = await inCopy();
    const { calls } = await listCalls(listed);
    const folder = join(listed.folder, '.promptledger/records/d');
    const looks = calls.flatMap(({ name, path }, at) =>
      ['lstatSync', 'readdirSync'].includes(name) && path === folder ? [at] : [],
    );
    const said: string[] = [];
    for (const at of looks) {
      const program = await inCopy();
      said.push((await runWithFault(program, at, 'EIO')).stderr);
      // It diverged, which that look could not see: to commit it would merge what nobody looked at.
      deepStrictEqual(await readdir(join(program.folder, '.promptledger/records/d')), before);
    }
    match(said.join('\n'), /"d" has a record that cannot be read.* Committed: b v2, c v2\./);
  });
});
