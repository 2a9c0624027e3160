import * as assert from 'node:assert/strict';
import { diffDocuments } from '../../../../src/core/compare/telling/documents';
import { toDiffView } from '../../../../src/core/compare/sharing/view';

function rows(left: string, right: string) {
  const wrap = (yaml: string) => `---\n${yaml}\n---\n`;
  return toDiffView(diffDocuments(wrap(left), wrap(right))).frontMatter;
}

describe('toDiffView', () => {
  it('prints values as their author would write them, so that a text does not look like a number', () => {
    assert.deepEqual(rows('a: 0.7\nb: [x, {y: 1}]', 'a: "0.7"\nb: "two\\nlines"'), [
      { path: 'a', kind: 'changed', left: '0.7', right: '"0.7"' },
      { path: 'b', kind: 'changed', left: '- x\n- y: 1', right: '|-\ntwo\nlines' },
    ]);
  });

  it('prints a short list of plain values on one line', () => {
    const long = Array.from({ length: 30 }, (_, index) => `name${index}`);
    const [kinds, names] = rows(
      'kinds: [string, "1"]\nnames: []',
      `kinds: string\nnames: [${long.join()}]`,
    );
    assert.equal(kinds?.left, '[string, "1"]');
    assert.match(names?.right ?? '', /^- name0\n- name1\n/);
    assert.equal(names?.left, '[]');
  });

  it('has no left for what was added and no right for what was removed', () => {
    assert.deepEqual(rows('a: 1', 'b: null'), [
      { path: 'a', kind: 'removed', left: '1' },
      { path: 'b', kind: 'added', right: 'null' },
    ]);
  });

  it('says where messages stand, and what changed of a tool', () => {
    const source = (text: string, required: string) =>
      `---\ntype: chat\ntools: [{ name: f, input_schema: { properties: { a: {} }, required: ${required} } }]\n---\nuser:\n${text}\n`;
    const { changes } = toDiffView(diffDocuments(source('a', '[]'), source('b', '[a, x]')));
    assert.deepEqual(changes, [
      {
        part: 'message',
        kind: 'changed',
        text: 'message 1 (user) changed: 1 line added, 1 line removed',
        details: [],
        leftLine: 5,
        rightLine: 5,
      },
      {
        part: 'tool',
        kind: 'changed',
        text: 'tool `f` changed: `a` made required',
        details: [],
      },
    ]);
  });

  it('keeps all else and survives JSON', () => {
    const diff = diffDocuments('a\nb\n', 'a\nc\n');
    const view = toDiffView(diff);
    const told = { part: 'text', kind: 'changed', text: diff.summary, details: [] };
    assert.deepEqual(view, { ...diff, changes: [told] });
    assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
  });
});
