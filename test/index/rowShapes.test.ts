import { deepStrictEqual } from 'node:assert/strict';
import { author, problemOf, toRelease, toTag, toVersion } from '../../src/index/rowShapes';

const WHO = { at: '2026', author_name: 'Ada', author_email: 'ada@example.com' };
const ADA = { name: 'Ada', email: 'ada@example.com' };

describe('the shapes of rows', () => {
  it('give who wrote', () => {
    deepStrictEqual(author(WHO), ADA);
  });

  it('give a problem where there is one', () => {
    deepStrictEqual(problemOf({ problem_path: null }), {});
    const row = { problem_path: 'p', problem_code: 'io', problem_message: 'm', problem_owner: 'a' };
    const problem = { path: 'p', code: 'io', message: 'm', belongsTo: 'a' };
    deepStrictEqual(problemOf(row), { problem });
  });

  it('give a version without its source', () => {
    const row = {
      id: 'v',
      prompt: 'a',
      number: 2,
      parents: '["u"]',
      message: '',
      tags: '[]',
      head: 1,
    };
    const { id, prompt, number, message } = row;
    const found = { id, prompt, number, message, parents: ['u'], tags: [], head: true };
    deepStrictEqual(toVersion({ ...row, ...WHO }), { ...found, at: '2026', author: ADA });
  });

  it('give a tag, and a release as one', () => {
    const row = { ...WHO, prompt: 'a', version: 'v', number: null, description: '', diverged: 0 };
    const tag = toTag({ ...row, move: 'm', tag: 'beta', immutable: 1 });
    deepStrictEqual([tag.id, tag.number, tag.immutable, tag.diverged], ['m', null, true, false]);
    const more = { environment: 'beta', promoted_from: null, changelog: '', rollback: 1 };
    const release = toRelease({ ...row, ...more, id: 'r', verdict: '{}' });
    const { id, tag: name, immutable, rollback, from } = release;
    deepStrictEqual([id, name, immutable, rollback, from], ['r', 'beta', false, true, null]);
  });
});
