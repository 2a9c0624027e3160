import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerErrorCode } from '../../src/core/base/errors';
import { parsePromptName } from '../../src/core/base/names';
import {
  filesBelow,
  newRegistry,
  openRegistry,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('Registry', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'Hi {{name}}' });
    await registry.tag({ ref: 'a', tag: 'staging' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.commit({ prompt: 'a', source: 'Hello {{name}}' });
    opened.changes.length = 0;
  });

  afterEach(() => {
    opened.close();
  });

  async function brokenConfig(text: string | undefined): Promise<void> {
    const file = join(opened.root, 'registry.json');
    if (text === undefined) await rm(file);
    else await writeFile(file, text);
  }

  /** Every way to write, with the least that it needs. */
  function writes({ registry }: OpenedRegistry): [what: string, work: () => Promise<unknown>][] {
    return [
      ['newPrompt', () => registry.newPrompt({ prompt: 'b' })],
      ['commit', () => registry.commit({ prompt: 'a', source: 'new' })],
      ['tag', () => registry.tag({ ref: 'a', tag: 'beta' })],
      ['untag', () => registry.untag({ prompt: 'a', tag: 'staging' })],
      ['promote', () => registry.promote({ prompt: 'a', environment: 'production' })],
      ['approve', () => registry.approve({ ref: 'a', environment: 'production' })],
      [
        'rollback',
        () => registry.rollback({ prompt: 'a', environment: 'production', reason: 'x' }),
      ],
    ];
  }

  const broken: [what: string, text: string | undefined, code: LedgerErrorCode, part: string][] = [
    ['of a newer format', '{"format":2}', 'registry-newer', 'Update Prompt Ledger'],
    ['that is broken', '{\n  "format": 1,\n}', 'invalid-registry', 'registry.json, line 3'],
    ['that is no text', '\ud800\u0000', 'invalid-registry', 'line 1'],
    ['that is missing', undefined, 'invalid-registry', 'Initialize Registry'],
  ];
  for (const [what, text, code, part] of broken) {
    describe(`with a registry.json ${what}`, () => {
      it('refuses every write and changes nothing', async () => {
        await brokenConfig(text);
        const before = await filesBelow(opened.root);
        for (const [name, work] of writes(opened)) {
          const error = await rejectionOf(work());
          strictEqual(error.code, code, name);
          checkRefusal(error, code, part);
        }
        deepStrictEqual(await filesBelow(opened.root), before);
        deepStrictEqual(opened.changes, []);
      });

      it('still reads by number, id and tag, in a window opened only now', async () => {
        const first = await opened.registry.version('a@1');
        await brokenConfig(text);
        const other = await openRegistry(opened.root);
        await other.registry.refresh();
        for (const ref of ['a@1', `a@${first.id}`, 'a@staging', 'a@production']) {
          strictEqual((await other.registry.version(ref)).id, first.id);
          const rendered = await other.registry.render({ ref, values: { name: 'Ada' } });
          deepStrictEqual(rendered, { type: 'text', text: 'Hi Ada' });
        }
        strictEqual((await other.registry.version('a')).number, 2);
        strictEqual(other.index.queries.prompt('a')?.versions, 2);
        other.close();
      });

      it('reports it when asked to verify', async () => {
        await brokenConfig(text);
        const { records, problems } = await opened.registry.verify();
        strictEqual(records, 4);
        deepStrictEqual(
          problems.map(problem => [problem.path, problem.code]),
          [['registry.json', code]],
        );
      });
    });
  }

  it('refuses names that are none, whatever is to be done', async () => {
    const { registry } = opened;
    const before = await filesBelow(opened.root);
    for (const prompt of ['../x', 'con', 'a//b', 'Upper', 'x'.repeat(300)]) {
      const attempts = [
        registry.prompt(prompt),
        registry.version(`${prompt}@1`),
        registry.newPrompt({ prompt }),
        registry.commit({ prompt, source: 'x' }),
        registry.checkout({ ref: prompt }),
        registry.merge({ prompt }),
        registry.tag({ ref: prompt, tag: 'beta' }),
        registry.untag({ prompt, tag: 'beta' }),
        registry.promote({ prompt, environment: 'production' }),
        registry.rollback({ prompt, environment: 'production', reason: 'x' }),
        registry.approve({ ref: prompt, environment: 'production' }),
        registry.render({ ref: prompt }),
      ];
      for (const attempt of attempts) checkRefusal(await rejectionOf(attempt), 'invalid-name');
    }
    deepStrictEqual(await filesBelow(opened.root), before);
  });

  it('knows no prompt without records and document, and says what to do', async () => {
    const { registry } = opened;
    for (const attempt of [
      registry.version('nobody'),
      registry.checkout({ ref: 'nobody@1' }),
      registry.tag({ ref: 'nobody@production', tag: 'beta' }),
      registry.render({ ref: 'nobody' }),
    ]) {
      checkRefusal(await rejectionOf(attempt), 'prompt-not-found', 'no prompt "nobody"');
    }
  });

  it('has no version of a prompt that was never committed', async () => {
    await opened.registry.newPrompt({ prompt: 'draft' });
    checkRefusal(
      await rejectionOf(opened.registry.version('draft')),
      'version-not-found',
      'no version yet',
    );
    const { folder, state } = await opened.registry.prompt(parsePromptName('draft'));
    deepStrictEqual([folder, state.latest], ['draft', undefined]);
  });

  it('gives a version with its source and its tags', async () => {
    const { source, tags, number, head } = await opened.registry.version('a@production');
    deepStrictEqual(
      { source, tags, number, head },
      { source: 'Hi {{name}}', tags: ['production', 'staging'], number: 1, head: false },
    );
  });
});
