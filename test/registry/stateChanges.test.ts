import { deepStrictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tellRecordChange, tellTagChange } from '../../src/core/compare/telling/changeNotes';
import { noteOf } from '../../src/core/compare/telling/recordNotes';
import { PLAIN } from '../../src/core/compare/telling/writing';
import { stateChanges } from '../../src/registry/stateChanges';
import { openLedger } from '../../src/cli/openLedger';
import { ada } from '../support/recordBuilder';
import { clones, RULES, type Clone } from '../support/registryClone';

/** What is told of each prompt, in lines. */
async function told({ root }: Clone, from?: string, to?: string) {
  const found = await stateChanges(openLedger(root).ledger, from, to);
  return Object.fromEntries(
    found.map(({ prompt, tags, records, releases, added }) => [
      prompt,
      [
        ...records.map(record => tellRecordChange(record, PLAIN).replace(/ \(records.*/, '')),
        ...tags.map(tag => tellTagChange(tag, PLAIN)),
        ...releases.map(({ environment, number }) => `release: ${environment} v${number ?? '?'}`),
        ...added.map(([record, state]) => noteOf(record, state, PLAIN)),
      ],
    ]),
  );
}

describe('what happened to tags and records since a revision', () => {
  const newClone = clones();

  it('is told by the current name of each prompt, and back as well', async () => {
    const clone = await newClone();
    deepStrictEqual(await told(clone, 'main'), {});
    await clone.as(ada).promote({ prompt: 'answer', environment: 'production' });
    await clone.as(ada).untag({ prompt: 'answer', tag: 'staging' });
    await clone.as(ada).rename({ prompt: 'answer', to: 'reply' });
    deepStrictEqual(await told(clone, 'main'), {
      reply: [
        'production v1 → v2, released by Ada',
        'staging v2 → nothing, breaking, removed by Ada',
        'release: production v2',
        'staging removed (Ada)',
        'Release: production → v2 (Ada)',
        'Renamed from old (Ada)',
      ],
    });
    deepStrictEqual(await told(clone, undefined, 'main'), {
      answer: [
        'production v2 → v1, and no added record says so',
        'staging nothing → v2, and no added record says so',
      ],
    });
  });

  it('names what was deleted, and what the branch never had', async () => {
    const clone = await newClone();
    await clone.git('checkout', '--quiet', 'main');
    await clone.as(ada).commit({ prompt: 'answer', source: 'Best' });
    await clone.git('add', '--all');
    await clone.git('commit', '--quiet', '--message', 'Newer');
    await clone.git('checkout', '--quiet', 'change');
    await rm(join(clone.root, await clone.newest('release')));
    const lines = [
      'record missing: release of v1 to "production" by Ada',
      ...['production v1 → nothing, breaking, and no added record says so'],
    ];
    const [id = ''] = (await clone.git('rev-parse', 'main')).split('\n');
    const version = (await told(clone, id)).answer ?? [];
    deepStrictEqual(
      version.filter(line => !line.startsWith('not here yet: v3 (')),
      lines,
    );
    deepStrictEqual(
      [version.length, await told(clone, 'main', 'change')],
      [
        3,
        {
          answer: version.filter(line => line.startsWith('not here yet')),
        },
      ],
    );
  });

  it('names all of a prompt of which nothing is left, and what rules alone set free', async () => {
    const clone = await newClone();
    await rm(join(clone.root, 'records', 'old'), { recursive: true });
    const gone = (await told(clone, 'main')).old ?? (await told(clone, 'main')).answer ?? [];
    deepStrictEqual(gone.filter(line => line.startsWith('record missing')).length, 8);
    const other = await newClone();
    await other.forge({
      ...{ tag: 'v1.0.0', version: await other.version(2), immutable: false },
      previous: (await other.records()).filter(({ kind }) => kind === 'tag').map(({ id }) => id),
    });
    await other.git('add', '--all');
    await other.git('commit', '--quiet', '--message', 'A move that counts for nothing');
    deepStrictEqual(await told(other, 'HEAD'), {});
    await writeFile(join(other.root, 'registry.json'), RULES.replace('[{', '[{"name":"v1.0.0"},{'));
    deepStrictEqual(await told(other, 'HEAD'), {
      answer: ['v1.0.0 v1 → v2, and no added record says so'],
    });
  });
});
