import { deepStrictEqual, ok } from 'node:assert/strict';
import {
  cpSync,
  readdirSync,
  lutimesSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { LedgerError } from '../../src/core/base/errors';
import { openFiles } from '../../src/store/openFiles';
import { ada } from '../support/recordBuilder';
import { someOf } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';

const identity = () => Promise.resolve(ada);

/** A registry with versions, moves of tags, releases, frozen tags and a rename. */
async function makeRegistry(root: string): Promise<void> {
  const { registry } = openFiles(root, identity);
  await registry.initialize();
  for (let number = 1; number <= 3; number += 1) {
    const message = `Made ${number}`;
    await registry.commit({ prompt: 'a', source: `v${number} {{x}}\n`, message });
    await registry.tag({ ref: 'a', tag: 'staging' });
    if (number < 3) await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.tag({ ref: 'a', tag: `frozen-${number}`, immutable: true });
  }
  await registry.commit({ prompt: 'b', source: 'b\n' });
  await registry.rename({ prompt: 'b', to: 'c' });
}

type Question = readonly [what: string, ask: () => unknown];

/** Everything that the registry in `root` is asked, afresh. */
function questions(root: string): readonly Question[] {
  const client = openRegistry(root);
  const { registry } = openFiles(root, identity);
  const gets = [
    ...[{}, { tag: 'staging' }, { tag: 'production' }, { tag: 'frozen-2' }, { tag: 'frozen-3' }],
    ...[{ version: 1 }, { version: 2 }, { version: 3 }],
  ].map((options): Question => {
    return [`get a ${JSON.stringify(options)}`, () => client.get('a', options).id];
  });
  const [environment, prompt] = ['production', 'a'];
  return [
    ...gets,
    ['get c', () => client.get('c').id],
    ['get b', () => client.get('b').id],
    ['tags', () => client.tags('a')],
    ['versions', () => client.versions('a')],
    ['releases', () => client.releases('a')],
    ['the moves of a tag', () => client.tagHistory('a', 'staging')],
    [
      'a promotion',
      async () => {
        const preview = await registry.previewPromotion({ prompt, environment });
        return [preview.current?.id, preview.next.id, preview.changelog];
      },
    ],
    [
      'a rollback',
      async () => {
        const previews = await registry.previewRollback({ prompt, environment });
        return previews.map(({ version }) => version.id);
      },
    ],
    ['what was served', () => registry.servedAt({ environment, prompt })],
    ['what a commit would make', () => registry.previewCommit({ prompt, source: 'New.\n' })],
  ];
}

/** What it answers; for what it refuses, the code. */
async function answers(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [what, ask] of questions(root)) {
    try {
      found.set(what, JSON.stringify(await ask()));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      found.set(what, `refused: ${error.code}`);
    }
  }
  return found;
}

const DAMAGES: Readonly<Record<string, (file: string, bytes: Buffer) => void>> = {
  'a flipped bit': (file, bytes) => {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(60) ^ 1, 60);
    writeFileSync(file, flipped);
  },
  'a cut': (file, bytes) => {
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  },
  'no content': file => {
    writeFileSync(file, '');
  },
  'twice the content': (file, bytes) => {
    writeFileSync(file, Buffer.concat([bytes, bytes]));
  },
  'a link in its place': (file, bytes) => {
    rmSync(file);
    writeFileSync(`${file}.kept`, bytes);
    symlinkSync(`${file}.kept`, file);
  },
};

describe('a registry of which one file is damaged', function () {
  this.timeout(300_000);
  const newFolder = temporaryFolders();

  it('gives no wrong answer, whichever file it is: the right one, or an error', async () => {
    const root = join(await newFolder(), '.promptledger');
    await mkdir(root);
    await makeRegistry(root);
    const sound = await answers(root);
    ok(![...sound.values()].some(answer => answer.startsWith('refused')), 'All is answered.');
    const files = ['a', 'b', 'c'].flatMap(folder =>
      readdirSync(join(root, 'records', folder)).map(name => join('records', folder, name)),
    );
    const counts = { right: 0, refused: 0 };
    const wrong: string[] = [];
    for (const [start, [what, damage]] of Object.entries(DAMAGES).entries()) {
      for (const file of someOf(files, 9, start)) {
        const copy = join(await newFolder(), '.promptledger');
        cpSync(root, copy, { recursive: true });
        damage(join(copy, file), readFileSync(join(copy, file)));
        // Nobody waits for the rest of a file that was not written just now.
        lutimesSync(join(copy, file), 1, 1);
        for (const [question, answer] of await answers(copy)) {
          if (answer === sound.get(question)) counts.right += 1;
          else if (/^refused: (record-corrupt|io)$/.test(answer)) counts.refused += 1;
          else wrong.push(`${what} in ${file}: ${question}: ${answer}`);
        }
      }
    }
    deepStrictEqual(wrong, []);
    ok(counts.right > 50 && counts.refused > 50, JSON.stringify(counts));
  });
});
