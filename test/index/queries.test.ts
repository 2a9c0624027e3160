import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { contestedNames } from '../../src/core/ledger/derive/contestedNames';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import type { NameTable } from '../../src/core/ledger/derive/nameTable';
import type { LedgerRecord } from '../../src/core/ledger/records/records';
import {
  releaseInfos,
  tagInfos,
  tagMoveInfos,
  versionInfo,
} from '../../src/core/ledger/derive/shapes';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { tableOf } from '../../src/registry/folders';
import { digest } from '../../src/store/digest';
import { branchSwitches, switchTo } from '../support/branchSwitches';
import { facts, folderOf, idOf, release, tagging, version } from '../support/recordBuilder';
import { foldersOf, inFolder } from '../support/randomHistory';
import { holdsFor } from '../support/seeded';
import { loadSqlite } from '../support/sqlite';
import type { PromptState, ContestedName, Page } from '../../src/core/ledger/derive/model';

/** All items, by pages of three. */
function paged<T extends { readonly id: string }>(page: (page: Page) => readonly T[]): T[] {
  const items: T[] = [];
  for (;;) {
    const next = page({ limit: 3, after: items.at(-1)?.id });
    if (next.length === 0) return items;
    items.push(...next);
  }
}

/** Compares every answer about one prompt with what the shapes make of its state. */
function checkPrompt(
  { queries }: LedgerIndex,
  { name, names }: { name: string; names: readonly ContestedName[] | undefined },
  records: readonly LedgerRecord[],
): void {
  const state = derivePrompt(records);
  const versions = [...state.versions.values()].reverse();
  const infos = versions.map(record => versionInfo(name, state, record));
  deepStrictEqual(
    paged(page => queries.versions(name, page)),
    infos,
  );
  for (const record of versions) {
    deepStrictEqual(queries.version(record.id), {
      ...versionInfo(name, state, record),
      source: record.source.join('\n'),
    });
    deepStrictEqual(queries.includes(record.id), record.includes);
  }
  deepStrictEqual(
    queries.heads(name),
    state.heads.map(head => ({ id: head.id, digest: digest(head.source.join('\n')) })),
  );
  deepStrictEqual(queries.tags(name), tagInfos(name, state));
  const shown = new Set(queries.tags(name).map(tag => tag.tag));
  deepStrictEqual(
    queries.removedTags(name).map(tag => tag.tag),
    [...state.tags.keys()].filter(tag => !shown.has(tag)).sort(),
  );
  for (const tag of state.tags.values()) {
    deepStrictEqual(
      paged(page => queries.moves(name, tag.tag, page)),
      tagMoveInfos(name, state, tag),
    );
  }
  deepStrictEqual(queries.releases(name), releaseInfos(name, state));
  deepStrictEqual(queries.releases(name, 'staging'), releaseInfos(name, state, 'staging'));
  const { state: document, contested, archivedOver, ...info } = queries.prompt(name) ?? {};
  deepStrictEqual(contested?.names, names);
  deepStrictEqual(archivedOver?.versions, headsOver(state));
  deepStrictEqual(info, {
    prompt: name,
    description: state.description,
    labels: [...new Set(state.labels)].sort(),
    archived: state.archived,
    versions: state.versions.size,
    latest: state.latest === undefined ? null : versionInfo(name, state, state.latest),
    tags: tagInfos(name, state),
    diverged: state.diverged || names !== undefined || archivedOver !== undefined,
  });
  checkTexts(state, [contested, archivedOver]);
  strictEqual(typeof document, 'string');
}

function checkTexts({ diverged }: PromptState, marks: readonly ({ texts: boolean } | undefined)[]) {
  for (const mark of marks) strictEqual(mark?.texts ?? diverged, diverged);
}

function headsOver({ archiveDivergence }: PromptState) {
  return archiveDivergence?.heads.map(({ id, number }) => ({ id, number }));
}

function tableAmong(records: readonly LedgerRecord[]): NameTable {
  return tableOf(foldersOf(records).map(folder => folderOf(folder, inFolder(records, folder))));
}

describe('Queries', () => {
  let index: LedgerIndex;

  beforeEach(async () => {
    index = LedgerIndex.open(await loadSqlite(), digest);
  });

  afterEach(() => {
    index.close();
  });

  it('answer what the shapes make of the records', async () => {
    const sqlite = await loadSqlite();
    holdsFor(branchSwitches, 60, checkouts => {
      const opened = LedgerIndex.open(sqlite, digest);
      checkouts.forEach((checkout, at) => {
        switchTo(opened, checkouts[at - 1], checkout);
      });
      const records = checkouts.at(-1)?.records ?? [];
      const table = tableAmong(records);
      const contested = contestedNames(table.contests(), folder => table.nameOf(folder));
      for (const folder of foldersOf(records.filter(record => record.kind !== 'rename'))) {
        const known = { name: table.nameOf(folder), names: contested.get(folder) };
        checkPrompt(opened, known, inFolder(records, folder));
      }
      opened.close();
    });
  });

  function takeIn(folder: string, ...records: LedgerRecord[]): void {
    index.takeInRecords([folderOf(folder, records)]);
  }

  it('know nothing of a name that no prompt has', () => {
    strictEqual(index.queries.prompt('nobody'), undefined);
    strictEqual(index.queries.version(idOf('nothing')), undefined);
    strictEqual(index.queries.source(idOf('nothing')), undefined);
    deepStrictEqual(index.queries.includes(idOf('nothing')), {});
    deepStrictEqual(index.queries.versions('nobody', { limit: 5 }), []);
    deepStrictEqual(index.queries.tags('nobody'), []);
  });

  it('list a version only with the tags of its own prompt', () => {
    takeIn('greeting', version('v1', 1));
    takeIn('other', facts('f', 1), tagging('t', 2, 'v1', { prompt: 'other', tag: 'stolen' }));
    deepStrictEqual(index.queries.version(idOf('v1'))?.tags, []);
  });

  it('show a removed tag no longer, and its history', () => {
    const set = tagging('set', 2, 'v1');
    const removed = tagging('removed', 3, null, { previous: ['set'] });
    takeIn('greeting', version('v1', 1), set, removed);
    deepStrictEqual(index.queries.tags('greeting'), []);
    deepStrictEqual(
      index.queries.moves('greeting', 'staging', { limit: 9 }).map(move => move.version),
      [null, idOf('v1')],
    );
  });

  it('show a tag that one person moved and another, later, removed', () => {
    const set = tagging('set', 2, 'v1');
    const moved = tagging('moved', 3, 'v2', { previous: ['set'] });
    const removed = tagging('removed', 4, null, { previous: ['set'] });
    takeIn('greeting', version('v1', 1), set, moved, removed);
    deepStrictEqual(
      index.queries.tags('greeting').map(tag => [tag.tag, tag.version, tag.diverged]),
      [['staging', null, true]],
    );
  });

  it('end after the last page, and for an item that is not there', () => {
    takeIn('greeting', version('v1', 1), version('v2', 2));
    const page = (after: string) => index.queries.versions('greeting', { limit: 9, after });
    deepStrictEqual(page(idOf('v1')), []);
    deepStrictEqual(page(idOf('nothing')), []);
    strictEqual(page(idOf('v2')).length, 1);
  });

  it('keep the text of a version to the last character', () => {
    const source = ['é😀', '', '\u0000 after a zero', '\u2028', ' '];
    takeIn('greeting', version('v1', 1, { source, message: 'a\u0000b' }));
    strictEqual(index.queries.source(idOf('v1')), source.join('\n'));
    strictEqual(index.queries.version(idOf('v1'))?.message, 'a\u0000b');
  });

  it('list releases of all environments, newest first', () => {
    takeIn(
      'greeting',
      version('v1', 1),
      release('r1', 2, 'v1', { environment: 'staging' }),
      release('r2', 3, 'v1', { verdict: { breaking: true } }),
    );
    deepStrictEqual(
      index.queries.releases('greeting').map(({ id, environment, verdict }) => {
        return [id, environment, verdict];
      }),
      [
        [idOf('r2'), 'production', { breaking: true }],
        [idOf('r1'), 'staging', {}],
      ],
    );
  });

  describe('say how a working document stands:', () => {
    const source = ['Hello'];
    const text = digest('Hello');
    const cases: [what: string, documents: (string | undefined)[], state: string][] = [
      ['clean, equal to a head', [text], 'clean'],
      ['modified, equal to no head', [digest('Hello!')], 'modified'],
      ['modified, no text at all', [undefined], 'modified'],
      ['missing', [], 'missing'],
    ];
    for (const [what, documents, state] of cases) {
      it(what, () => {
        takeIn('greeting', version('old', 1), version('v1', 2, { source, parents: ['old'] }));
        index.takeInDocuments(
          documents.map(found => ({ prompt: 'greeting', stamp: '1', digest: found })),
          [],
        );
        deepStrictEqual(index.queries.status(), [{ prompt: 'greeting', state, diverged: false }]);
        strictEqual(index.queries.prompt('greeting')?.state, state);
      });
    }

    it('modified, equal to a version that is no head any more', () => {
      takeIn('greeting', version('old', 1, { source }), version('v1', 2, { parents: ['old'] }));
      index.takeInDocuments([{ prompt: 'greeting', stamp: '1', digest: text }], []);
      strictEqual(index.queries.status()[0]?.state, 'modified');
    });

    it('clean, equal to one of two heads', () => {
      takeIn('greeting', version('left', 1, { source }), version('right', 2));
      index.takeInDocuments([{ prompt: 'greeting', stamp: '1', digest: text }], []);
      deepStrictEqual(index.queries.status(), [
        { prompt: 'greeting', state: 'clean', diverged: true },
      ]);
    });

    it('new, without any record or without a version', () => {
      takeIn('described', facts('f', 1, { prompt: 'described', description: 'Soon' }));
      const documents = ['described', 'draft'].map(prompt => {
        return { prompt, stamp: '1', digest: text };
      });
      index.takeInDocuments(documents, []);
      deepStrictEqual(
        index.queries.prompts().map(({ prompt, state, latest }) => [prompt, state, latest]),
        [
          ['described', 'new', null],
          ['draft', 'new', null],
        ],
      );
    });
  });

  describe('search', () => {
    beforeEach(() => {
      takeIn(
        'greeting',
        version('old', 1, { source: ['An old Dragon'], message: 'Dragon of old' }),
        version('v1', 2, {
          parents: ['old'],
          source: ['first line', 'Say DRAGON to them', 'last line'],
        }),
        facts('f', 3, { description: 'For dragons\nand more', labels: ['dragon-lore', 'other'] }),
      );
      takeIn('dragon/answer', version('other', 1, { prompt: 'dragon/answer' }));
    });

    it('finds names, descriptions, labels, newest sources and messages, in this order', () => {
      deepStrictEqual(
        index.queries.search('dragon', 99).map(hit => [hit.where, hit.prompt, hit.text]),
        [
          ['name', 'dragon/answer', 'dragon/answer'],
          ['description', 'greeting', 'For dragons'],
          ['label', 'greeting', 'dragon-lore'],
          ['source', 'greeting', 'Say DRAGON to them'],
          ['message', 'greeting', 'Dragon of old'],
        ],
      );
    });

    it('names the version of a source and of a message', () => {
      deepStrictEqual(
        index.queries.search('dragon', 99).map(hit => hit.version),
        [null, null, null, idOf('v1'), idOf('old')],
      );
    });

    it('takes what is wanted as it is, no pattern', () => {
      deepStrictEqual(index.queries.search('dragon%', 99), []);
      deepStrictEqual(index.queries.search("' OR 1=1 --", 99), []);
      strictEqual(index.queries.search('dragon-', 99).length, 1);
    });

    it('gives the prompts that hold the text as well, each once', () => {
      const { hits, prompts } = index.queries.holding('dragon');
      deepStrictEqual(hits, index.queries.search('dragon'));
      deepStrictEqual(
        prompts.map(({ prompt }) => prompt),
        ['dragon/answer', 'greeting'],
      );
    });

    it('stops at its limit', () => {
      strictEqual(index.queries.search('dragon', 2).length, 2);
      strictEqual(index.queries.search('dragon').length, index.queries.search('dragon', 99).length);
    });
  });
});
