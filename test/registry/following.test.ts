import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { chmod, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFiles, type OpenedFiles } from '../../src/store/openFiles';
import { runCli } from '../support/cliProcess';
import { itAtLength } from '../support/longForm';
import { filesBelow, steppingClock } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { ada, draftOf, minute, renaming, sealed } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

/** Kills the process at the n-th call that makes, opens or moves something. */
const KILL = `
const files = require('node:fs/promises');
let calls = 0;
for (const name of ['mkdir', 'open', 'rename']) {
  const original = files[name];
  files[name] = (...given) => {
    calls += 1;
    if (calls > Number(process.env.KILL_AFTER)) process.kill(process.pid, 'SIGKILL');
    return original(...given);
  };
}
`;

describe('files that follow the names of their prompts', function () {
  this.timeout(300_000);
  const newFolder = temporaryFolders();
  let folder: string;
  let opened: OpenedFiles;

  const open = (root: string) => openFiles(root, () => Promise.resolve(ada), steppingClock());

  beforeEach(async () => {
    folder = await newFolder();
    opened = open(join(folder, '.promptledger'));
    await opened.registry.initialize();
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    for (const sample of ['first', 'second']) {
      await opened.documents.writeSample('a', sample, `{"x":"${sample}"}`);
    }
  });

  const under = (files: Record<string, string>) =>
    Object.keys(files)
      .filter(name => /^(prompts|samples)\//.test(name))
      .sort();
  const at = (name: string) => [
    `prompts/${name}.prompt`,
    `samples/${name}/first.json`,
    `samples/${name}/second.json`,
  ];

  /** A rename whose record alone is there. */
  async function recordOnly(from: string, to: string, minutes = 1): Promise<void> {
    const record = { ...renaming('r', minutes, { from, to }), at: minute(90 + minutes) };
    await plantRecords(opened.root, [sealed(draftOf(record))]);
  }

  it('are moved by whoever looks next, and a second look finds nothing to do', async () => {
    await recordOnly('a', 'b');
    deepStrictEqual(await opened.registry.followRenames(), [{ from: 'a', to: 'b' }]);
    deepStrictEqual(under(await filesBelow(opened.root)), at('b'));
    deepStrictEqual(await opened.registry.followRenames(), []);
  });

  it('go back to the first name with their prompt', async () => {
    await opened.registry.rename({ prompt: 'a', to: 'b' });
    await opened.registry.rename({ prompt: 'b', to: 'a' });
    deepStrictEqual(under(await filesBelow(opened.root)), at('a'));
    deepStrictEqual(await opened.registry.followRenames(), []);
  });

  it('overwrite nothing: what is in the way stays, and both are told', async () => {
    const warnings: string[] = [];
    opened.registry.onDidWarn(({ code, message }) => warnings.push(`${code} ${message}`));
    await opened.documents.write('b', 'somebody else');
    await opened.documents.writeSample('b', 'first', '{"x":"else"}');
    await recordOnly('a', 'b');
    const before = await filesBelow(opened.root);
    await opened.registry.followRenames();
    const after = await filesBelow(opened.root);
    deepStrictEqual(under(after), [
      'prompts/a.prompt',
      'prompts/b.prompt',
      'samples/a/first.json',
      'samples/b/first.json',
      'samples/b/second.json',
    ]);
    for (const name of under(after).filter(name => name !== 'samples/b/second.json')) {
      strictEqual(after[name], before[name], name);
    }
    const said = 'prompts/a.prompt, samples/a/first.json stays';
    ok(warnings.some(text => text.startsWith('document-behind ') && text.includes(said)));
  });

  it('go away where both are versions, and a text of its own once it is one', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'two' });
    await opened.documents.write('a', 'one');
    await opened.documents.write('b', 'two');
    await recordOnly('a', 'b');
    await opened.registry.followRenames();
    strictEqual(await opened.documents.has('a'), false);
    strictEqual(await opened.documents.read('b'), 'two');

    const warnings: string[] = [];
    opened.registry.onDidWarn(({ message }) => warnings.push(message));
    await opened.documents.write('a', 'my own');
    await opened.registry.followRenames();
    strictEqual(await opened.documents.read('a'), 'my own');
    ok(
      warnings.some(text => text.includes('promptledger commit b --file')),
      warnings.join(),
    );
    await opened.registry.commit({ prompt: 'b', source: 'my own' });
    await opened.registry.followRenames();
    strictEqual(await opened.documents.has('a'), false);
  });

  it('stay where a name is contested, for they may be those of either prompt', async () => {
    await opened.registry.commit({ prompt: 'c', source: 'three' });
    await recordOnly('a', 'b', 1);
    await recordOnly('c', 'b', 2);
    await recordOnly('a', 'd', 3);
    await opened.registry.followRenames();
    await opened.documents.write('b', 'of c on its branch');
    await opened.registry.followRenames();
    strictEqual(await opened.documents.read('b'), 'of c on its branch');
  });

  it('cannot be moved on a disk that cannot be written: commands answer, and warn', async function () {
    if (process.getuid?.() === 0) this.skip();
    await recordOnly('a', 'b');
    await chmod(join(opened.root, 'prompts'), 0o555);
    const { code, stderr } = await runCli(folder, ['list']);
    await chmod(join(opened.root, 'prompts'), 0o755);
    strictEqual(code, 0);
    ok(stderr.includes('warning: a is called b now'), stderr);
  });

  itAtLength('end where the name says after a kill at any call of a rename', async () => {
    const script = join(folder, 'kill.cjs');
    await writeFile(script, KILL);
    let kills = 0;
    for (let after = 0; ; after += 1) {
      const copy = join(folder, `copy-${after}`);
      await cp(opened.root, copy, { recursive: true });
      const env = { NODE_OPTIONS: `--require ${script}`, KILL_AFTER: String(after) };
      const { code } = await runCli(folder, ['--registry', copy, 'rename', 'a', 'b'], { env });
      const { registry } = open(copy);
      await registry.followRenames();
      const list = await registry.list();
      const name = list[0]?.prompt ?? '';
      deepStrictEqual(
        list.map(({ prompt, state }) => [prompt, state]),
        [[name, 'clean']],
      );
      deepStrictEqual(under(await filesBelow(copy)), at(name), `killed after ${after} calls`);
      strictEqual((await registry.rename({ prompt: 'a', to: 'b' })).prompt, 'b');
      deepStrictEqual(under(await filesBelow(copy)), at('b'));
      if (code === 0) break;
      kills += 1;
    }
    ok(kills >= 5, `${kills} kills`);
  });

  itAtLength('end in one place when two processes rename at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const copy = join(folder, `copy-${round}`);
      await cp(opened.root, copy, { recursive: true });
      await Promise.all(
        ['b', 'c'].map(to => runCli(folder, ['--registry', copy, 'rename', 'a', to])),
      );
      const [info] = await open(copy).registry.list();
      strictEqual(info?.state, 'clean');
      deepStrictEqual(under(await filesBelow(copy)), at(info.prompt));
    }
  });
});
