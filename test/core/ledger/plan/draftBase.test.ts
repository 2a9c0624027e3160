import { deepStrictEqual } from 'node:assert/strict';
import {
  followDraft,
  type DraftBase,
  type DraftLook,
} from '../../../../src/core/ledger/plan/draftBase';

/** A look at the disk: the heads with their texts, and the text of the working document. */
function look(heads: Record<string, string>, text: string, who: 'me' | 'others'): DraftLook {
  return {
    heads: Object.entries(heads).map(([id, digest]) => ({ id, digest })),
    digest: text,
    isOwnEdit: who === 'me',
  };
}

function follow(...looks: DraftLook[]): DraftBase {
  const base = looks.reduce<DraftBase | undefined>(followDraft, undefined);
  if (base === undefined) throw new Error('Nobody looked.');
  return base;
}

describe('followDraft', () => {
  // The looks at the disk one after another, and what a commit after the last has as parents.
  const stories: [what: string, looks: DraftLook[], parents: string[]][] = [
    ['a new prompt has no parent', [look({}, 'mine', 'me')], []],
    ['a clean document is made from its head', [look({ v1: 'A' }, 'A', 'others')], ['v1']],
    [
      'a document found modified is made from what there is',
      [look({ v1: 'A' }, 'changed', 'others')],
      ['v1'],
    ],
    [
      'a document found modified beside two heads is made from both',
      [look({ v1: 'A', v2: 'B' }, 'changed', 'others')],
      ['v1', 'v2'],
    ],
    [
      'a document found equal to one of two heads is made from that one',
      [look({ v1: 'A', v2: 'B' }, 'B', 'others')],
      ['v2'],
    ],
    [
      'typing does not change what it is made from',
      [look({ v1: 'A' }, 'A', 'others'), look({ v1: 'A' }, 'typed', 'me')],
      ['v1'],
    ],
    [
      'another program that changes only the text does not either',
      [look({ v1: 'A' }, 'A', 'others'), look({ v1: 'A' }, 'script', 'others')],
      ['v1'],
    ],
    [
      'my own commit makes it clean again',
      [
        look({ v1: 'A' }, 'A', 'others'),
        look({ v1: 'A' }, 'B', 'me'),
        look({ v2: 'B' }, 'B', 'me'),
      ],
      ['v2'],
    ],
    [
      'somebody was faster: my text stays made from the old head, so that its commit is stale',
      [
        look({ v1: 'A' }, 'A', 'others'),
        look({ v1: 'A' }, 'mine', 'me'),
        look({ v2: 'B' }, 'mine', 'others'),
      ],
      ['v1'],
    ],
    [
      'somebody was faster while I typed: a change of mine is no git merge',
      [look({ v1: 'A' }, 'A', 'others'), look({ v2: 'B' }, 'typed', 'me')],
      ['v1'],
    ],
    [
      'somebody was faster with the first version: my new text has seen none',
      [look({}, 'mine', 'me'), look({ v1: 'A' }, 'mine', 'others')],
      [],
    ],
    [
      'a pull brings a version and its text',
      [look({ v1: 'A' }, 'A', 'others'), look({ v2: 'B' }, 'B', 'others')],
      ['v2'],
    ],
    [
      'a git merge brings another head and the merged text: it holds both',
      [look({ v1: 'A' }, 'A', 'others'), look({ v1: 'A', v2: 'B' }, 'A+B', 'others')],
      ['v1', 'v2'],
    ],
    [
      'a git merge whose text I go on editing still holds both',
      [
        look({ v1: 'A' }, 'A', 'others'),
        look({ v1: 'A', v2: 'B' }, 'A+B', 'others'),
        look({ v1: 'A', v2: 'B' }, 'A+B!', 'me'),
      ],
      ['v1', 'v2'],
    ],
    [
      'a merge resolved to one side holds both nevertheless',
      [
        look({ v1: 'A' }, 'A', 'others'),
        look({ v1: 'A', v2: 'B' }, 'A+B', 'others'),
        look({ v1: 'A', v2: 'B' }, 'A', 'me'),
      ],
      ['v1', 'v2'],
    ],
    [
      'only records arrive, the text stays that of one head: made from that one',
      [look({ v1: 'A' }, 'A', 'others'), look({ v1: 'A', v2: 'B' }, 'A', 'others')],
      ['v1'],
    ],
    [
      'undoing all changes is no stale text, after somebody committed the same',
      [
        look({ v1: 'A' }, 'A', 'others'),
        look({ v1: 'A' }, 'B', 'me'),
        look({ v2: 'B' }, 'B', 'others'),
      ],
      ['v2'],
    ],
    [
      'checking out the newest text after somebody was faster makes it current',
      [
        look({ v1: 'A' }, 'mine', 'me'),
        look({ v2: 'B' }, 'mine', 'others'),
        look({ v2: 'B' }, 'B', 'me'),
      ],
      ['v2'],
    ],
    [
      'a branch switch changes heads and text together',
      [look({ v3: 'C' }, 'C', 'others'), look({ v1: 'A' }, 'A', 'others')],
      ['v1'],
    ],
    [
      'a branch switch to where the prompt is not leaves nothing',
      [look({ v1: 'A' }, 'A', 'others'), look({}, 'gone', 'others')],
      [],
    ],
  ];
  for (const [what, looks, parents] of stories) {
    it(what, () => {
      deepStrictEqual(follow(...looks).parents, parents);
    });
  }

  it('remembers what the last look saw', () => {
    deepStrictEqual(follow(look({ v1: 'A', v2: 'B' }, 'B', 'others')), {
      parents: ['v2'],
      heads: ['v1', 'v2'],
      digest: 'B',
    });
  });
});
