import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { recordFileName, recordId } from '../../src/core/ledger/records/recordFile';
import { digest } from '../../src/store/digest';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';

/** What a record says besides what all of them say. */
type Said = Readonly<Record<string, unknown>>;

/** Plants a record whose hash and place are right, whatever it says. Gives the path of its file. */
async function plant({ type }: CliRegistry, said: Said): Promise<string> {
  const at = typeof said.at === 'string' ? said.at : '2026-03-01T00:00:00.000Z';
  const author = { name: 'Mallory', email: 'm@example.com' };
  return plantText({ type }, at, `${JSON.stringify({ prompt: PROMPT, at, author, ...said })}\n`);
}

async function plantText(
  { type }: Pick<CliRegistry, 'type'>,
  at: string,
  text: string,
): Promise<string> {
  const path = `records/${PROMPT}/${recordFileName(at, recordId(digest(text)))}`;
  await type(path, text);
  return path;
}

const version = (said: Said): Said => ({
  kind: 'version',
  parents: [],
  number: 1,
  message: '',
  includes: {},
  source: ['x', ''],
  ...said,
});

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => index.toString(16).padStart(32, '0'));

describe('a record that a pull request brought', function () {
  this.timeout(300_000);
  const newFolder = temporaryFolders();

  const deep = (at: string): string =>
    `{"kind":"release","prompt":"${PROMPT}","at":"${at}","author":{"name":"M","email":"m@e"},"environment":"staging","from":null,"version":"${'0'.repeat(32)}","previous":[],"rollback":false,"changelog":"","verdict":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}\n`;
  const at = '2027-03-01T00:00:00.000Z';
  const poisons: [what: string, plant: (registry: CliRegistry) => Promise<string>, why: string][] =
    [
      [
        'from the last moment of the year 9000',
        registry =>
          plant(registry, { kind: 'prompt', at: '9000-12-31T23:59:59.999Z', description: 'd' }),
        'has not come yet',
      ],
      [
        'from the year 9999',
        registry => plant(registry, { kind: 'prompt', at: '9999-01-01T00:00:00.000Z' }),
        'later than the year 9000',
      ],
      [
        'with the number 2^53-1',
        registry => plant(registry, version({ number: Number.MAX_SAFE_INTEGER })),
        '"number" is larger',
      ],
      [
        'with 150,000 parents',
        registry => plant(registry, version({ parents: ids(150_000) })),
        'names 150000 records',
      ],
      ['nested 20,000 levels deep', registry => plantText(registry, at, deep(at)), '32 levels'],
      [
        'of nine megabytes',
        registry => plant(registry, version({ message: 'x'.repeat(9 * 1024 * 1024) })),
        'more than 8 MB',
      ],
      [
        'that freezes an environment',
        registry =>
          plant(registry, {
            kind: 'tag',
            tag: 'staging',
            version: '0'.repeat(32),
            previous: [],
            description: '',
            immutable: true,
          }),
        '"staging"',
      ],
    ];
  it('is named by verify, whatever is wrong with it', async () => {
    const registry = await greetingRegistry(await newFolder());
    const planted: [path: string, why: string, what: string][] = [];
    for (const [what, planting, why] of poisons)
      planted.push([await planting(registry), why, what]);
    const verified = await runHere(registry.folder, ['verify']);
    strictEqual(verified.code, 1, verified.stdout);
    for (const [path, why, what] of planted) {
      ok(verified.stdout.includes(path), `${what}: ${verified.stdout}`);
      ok(verified.stdout.includes(why), `${what}: ${verified.stdout}`);
    }
  });

  it('blocks nothing, not even where there are many', async () => {
    const registry = await greetingRegistry(await newFolder());
    for (const [, planting] of poisons) await planting(registry);
    for (const line of [
      'list',
      `commit ${PROMPT} -`,
      `tag ${PROMPT} mine`,
      `promote ${PROMPT} staging --version 1`,
      `log ${PROMPT}`,
      `tags ${PROMPT}`,
      `releases ${PROMPT}`,
      'deployments',
      'audit',
      'changelog staging',
      'sql SELECT+count(*)+FROM+releases',
      `rename ${PROMPT} support/hello`,
      `render support/hello --var name=Ada`,
    ]) {
      const args = line.split(' ').map(arg => arg.replaceAll('+', ' '));
      const { code, stderr } = await runHere(registry.folder, args, { stdin: `Hi ${line}\n` });
      strictEqual(code, 0, `${line}: ${stderr}`);
    }
  });

  it('from the year 9000 does not date what is written after it', async () => {
    const registry = await greetingRegistry(await newFolder());
    await plant(registry, version({ at: '9000-12-31T23:59:59.999Z' }));
    const args = ['commit', PROMPT, '-', '--json'];
    const { code, value } = await runJsonHere<{ at: string; number: number }>(
      registry.folder,
      args,
      {
        stdin: 'New\n',
      },
    );
    strictEqual(code, 0);
    ok(value.at < '9000', value.at);
    const log = await runJsonHere<{ number: number; head: boolean }[]>(registry.folder, [
      'log',
      PROMPT,
      '--json',
    ]);
    deepStrictEqual(
      log.value.filter(({ head }) => head).map(({ number }) => number),
      [value.number],
    );
  });
});

describe('a tag that somebody froze', function () {
  this.timeout(300_000);
  const newFolder = temporaryFolders();

  interface Version {
    readonly id: string;
  }

  async function frozenRegistry(): Promise<{ registry: CliRegistry; good: string; bad: string }> {
    const registry = await greetingRegistry(await newFolder());
    const [bad, good] = (await runJsonHere<Version[]>(registry.folder, ['log', PROMPT, '--json']))
      .value;
    const frozen = await runHere(registry.folder, ['tag', `${PROMPT}@1`, 'v1.0.0', '--immutable']);
    strictEqual(frozen.code, 0, frozen.stderr);
    return { registry, good: good?.id ?? '', bad: bad?.id ?? '' };
  }

  const forged = { kind: 'tag', tag: 'v1.0.0', description: '', immutable: false };
  const released = { environment: 'v1.0.0', from: null, rollback: false, changelog: '' };
  for (const at of [
    '2020-01-01T00:00:00.000Z',
    '2026-11-20T09:30:00.000Z',
    '8999-01-01T00:00:00.000Z',
  ])
    for (const [what, said] of [
      ['a plain move', forged],
      ['a release', { kind: 'release', verdict: {}, ...released }],
    ] as const) {
      it(`is not moved by ${what} from ${at}, and verify names it`, async () => {
        const { registry, good, bad } = await frozenRegistry();
        const [move] = (
          await runJsonHere<Version[]>(registry.folder, [
            'tags',
            `${PROMPT}@v1.0.0`,
            '--history',
            '--json',
          ])
        ).value;
        for (const previous of [[], [move?.id ?? '']]) {
          const path = await plant(registry, { ...said, at, version: bad, previous });
          const shown = await runJsonHere<Version>(registry.folder, [
            'show',
            `${PROMPT}@v1.0.0`,
            '--json',
          ]);
          strictEqual(shown.value.id, good);
          const verified = await runHere(registry.folder, ['verify']);
          strictEqual(verified.code, 1);
          ok(verified.stdout.includes(path), verified.stdout);
        }
      });
    }

  it('twice, at two versions, leads to neither', async () => {
    const { registry, bad } = await frozenRegistry();
    await plant(registry, { ...forged, immutable: true, version: bad, previous: [] });
    const { code, stderr } = await runHere(registry.folder, ['show', `${PROMPT}@v1.0.0`]);
    strictEqual(code, 1);
    ok(stderr.includes('was made immutable twice'), stderr);
    strictEqual((await runHere(registry.folder, ['show', `${PROMPT}@1`])).code, 0);
  });

  it('and another branch moved is agreed on again by one command', async () => {
    const { registry, bad } = await frozenRegistry();
    await plant(registry, { ...forged, version: bad, previous: [] });
    strictEqual((await runHere(registry.folder, ['verify'])).code, 1);
    const again = await runHere(registry.folder, ['tag', `${PROMPT}@1`, 'v1.0.0']);
    strictEqual(again.code, 0, again.stderr);
    const verified = await runHere(registry.folder, ['verify']);
    deepStrictEqual([verified.code, verified.stdout.includes('v1.0.0')], [0, false]);
  });
});
