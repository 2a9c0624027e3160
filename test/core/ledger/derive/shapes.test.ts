import { deepStrictEqual } from 'node:assert/strict';
import {
  pageOf,
  promptInfo,
  releaseInfo,
  releaseInfos,
  tagInfo,
  tagInfos,
  tagMoveInfos,
  versionInfo,
  versionInfos,
} from '../../../../src/core/ledger/derive/shapes';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import {
  ada,
  idOf,
  minute,
  release,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';

const v1 = version('v1', 1, { number: 1 });
const v2 = version('v2', 2, { number: 2, parents: ['v1'], message: 'Second' });
const staging = tagging('staging', 3, 'v2', { description: 'To try' });
const beta = tagging('beta', 4, 'v2', { tag: 'beta', immutable: true });
const shipped = release('shipped', 5, 'v1', { changelog: '- First', verdict: { breaking: false } });
const state = stateOf(v1, v2, staging, beta, shipped);

describe('the shapes that programs see', () => {
  it('a version has its tags, sorted, and says whether it is a head', () => {
    deepStrictEqual(versionInfo('greeting', state, v2), {
      id: idOf('v2'),
      prompt: 'greeting',
      number: 2,
      parents: [idOf('v1')],
      message: 'Second',
      author: ada,
      at: minute(2),
      tags: ['beta', 'staging'],
      head: true,
    });
    deepStrictEqual(versionInfo('greeting', state, v1).tags, ['production']);
    deepStrictEqual(versionInfo('greeting', state, v1).head, false);
  });

  it('a tag has the id of its record and the number of its version', () => {
    const [first] = tagInfos('greeting', state);
    deepStrictEqual(first, {
      id: idOf('beta'),
      prompt: 'greeting',
      tag: 'beta',
      version: idOf('v2'),
      number: 2,
      description: '',
      immutable: true,
      diverged: false,
      at: minute(4),
      author: ada,
    });
  });

  it('tags are sorted by name; a removed one is not listed unless people disagree', () => {
    const removed = tagging('removed', 6, null, { previous: ['staging'] });
    const names = (...records: Parameters<typeof stateOf>) =>
      tagInfos('greeting', stateOf(...records)).map(tag => [tag.tag, tag.version, tag.diverged]);
    deepStrictEqual(names(v1, v2, beta, staging, removed), [['beta', idOf('v2'), false]]);
    const moved = tagging('moved', 5, 'v1', { previous: ['staging'] });
    deepStrictEqual(names(v1, staging, removed, moved), [['staging', null, true]]);
  });

  it('a tag whose version is missing here has no number', () => {
    const lost = stateOf(tagging('t', 1, 'nowhere'));
    const tag = lost.tags.get('staging');
    deepStrictEqual(tag && tagInfo('greeting', lost, tag).number, null);
  });

  it('the moves of a tag are newest first, with those that were not applied', () => {
    const late = tagging('late', 9, 'v1', { tag: 'beta', previous: ['beta'] });
    const after = stateOf(v1, v2, beta, late);
    const tag = after.tags.get('beta');
    deepStrictEqual(
      tag && tagMoveInfos('greeting', after, tag).map(move => [move.id, move.kind, move.applied]),
      [
        [idOf('late'), 'tag', false],
        [idOf('beta'), 'tag', true],
      ],
    );
  });

  it('only the tips of a diverged tag are marked as such in its history', () => {
    const first = tagging('first', 1, 'v1');
    const left = tagging('left', 2, 'v1', { previous: ['first'] });
    const right = tagging('right', 3, 'v2', { previous: ['first'] });
    const after = stateOf(v1, v2, first, left, right);
    const tag = after.tags.get('staging');
    deepStrictEqual(tag && tagMoveInfos('greeting', after, tag).map(move => move.diverged), [
      true,
      true,
      false,
    ]);
  });

  it('a release is a tag move with what was said when it was made', () => {
    deepStrictEqual(releaseInfo('greeting', state, shipped), {
      id: idOf('shipped'),
      prompt: 'greeting',
      tag: 'production',
      version: idOf('v1'),
      number: 1,
      description: '',
      immutable: false,
      diverged: false,
      at: minute(5),
      author: ada,
      environment: 'production',
      from: 'staging',
      changelog: '- First',
      rollback: false,
      verdict: { breaking: false },
    });
  });

  it('releases come newest first, of all environments or of one', () => {
    const early = release('early', 2, 'v1', { environment: 'staging' });
    const both = stateOf(v1, early, shipped);
    const ids = (environment?: string) =>
      releaseInfos('greeting', both, environment).map(info => info.id);
    deepStrictEqual(ids(), [idOf('shipped'), idOf('early')]);
    deepStrictEqual(ids('staging'), [idOf('early')]);
    deepStrictEqual(ids('nowhere'), []);
  });

  it('versions come newest first, by pages', () => {
    const numbers = (page: object) => versionInfos('greeting', state, page).map(v => v.number);
    deepStrictEqual(numbers({}), [2, 1]);
    deepStrictEqual(numbers({ limit: 1 }), [2]);
    deepStrictEqual(numbers({ limit: 5, after: idOf('v2') }), [1]);
    deepStrictEqual(numbers({ after: idOf('v1') }), []);
  });

  it('a page after something that is not there is refused: an empty one would look like the end', () => {
    checkRefusal(
      refusalOf(() => pageOf([{ id: 'a' }], { after: 'b' })),
      'invalid-argument',
      'no item with the id "b"',
    );
    deepStrictEqual(pageOf([{ id: 'a' }], { limit: 0 }), []);
  });

  it('a prompt has its latest version, its tags and how its document stands', () => {
    const info = promptInfo('greeting', state, 'modified');
    deepStrictEqual(
      [info.prompt, info.versions, info.latest?.number, info.tags.length, info.state],
      ['greeting', 2, 2, 3, 'modified'],
    );
    deepStrictEqual(promptInfo('new', stateOf(), 'new').latest, null);
  });
});
