import { deepStrictEqual, ok } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands';
import { makeWorld, SCENARIOS } from '../torture/faultScenarios';
import { runJsonHere } from '../support/cliHere';
import { someOf } from '../support/longForm';
import { filesBelow } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

/** What changes nothing in the registry, or makes another one. */
const NO_WRITE = /^(export|init|--registry other init)/;

/** What ends a merge, in which registry.json may have conflicts as well. */
/** What needs a server: `test/remotes` has one. */
const WITH_SERVER = ['pull', 'push'];
const MENDS = 'verify --repair';
/** What writes answers, which are no part of the state. */
const OF_ANSWERS = [
  'run a --var x=1 -M echo/echo',
  'experiment run tried',
  'answers keep 1a2b3c4d',
  'answers prune',
];

describe('a registry.json that cannot be obeyed', function () {
  this.timeout(0);
  const newFolder = temporaryFolders();

  it('is asked about of every command that writes', () => {
    const names = COMMANDS.flatMap(({ name, operation, commands = [] }) => [
      { name, operation },
      ...commands.map(below => ({ name: `${name} ${below.name}`, operation: below.operation })),
    ]).flatMap(({ name, operation }) => (operation?.effect === 'writes' ? [name] : []));
    const hasScenario = (name: string): boolean =>
      [...SCENARIOS.map(({ args }) => args.join(' ')), ...OF_ANSWERS].some(line =>
        `${line} `.startsWith(`${name} `),
      );
    deepStrictEqual(
      names.filter(name => !WITH_SERVER.includes(name) && !hasScenario(name)),
      [],
      'Each of these needs a line in test/torture/faultScenarios.ts.',
    );
  });

  const broken: [text: string, code: string][] = [
    ['{"format":2}', 'registry-newer'],
    ['{broken', 'invalid-registry'],
  ];
  for (const [text, code] of broken) {
    it(`refuses every command that writes: ${text}`, async () => {
      const folder = await newFolder();
      await makeWorld(folder);
      const root = join(folder, '.promptledger');
      await rm(join(root, 'cache'), { recursive: true });
      await writeFile(join(root, 'registry.json'), text);
      const before = await filesBelow(root);
      const all = SCENARIOS.filter(({ args }) => {
        const line = args.join(' ');
        return !NO_WRITE.test(line) && !(code === 'invalid-registry' && line.startsWith(MENDS));
      });
      ok(all.length > 15);
      const answering = OF_ANSWERS.map(line => ({ args: line.split(' ') }));
      const writing = [...someOf(all, 3), ...answering];
      const codes = await Promise.all(
        writing.map(async ({ args }) => {
          const { value } = await runJsonHere<{ error?: { code: string } }>(folder, args);
          return [args.join(' '), value.error?.code];
        }),
      );
      deepStrictEqual(
        codes,
        writing.map(({ args }) => [args.join(' '), code]),
      );
      deepStrictEqual(await filesBelow(root), before);
    });
  }
});
