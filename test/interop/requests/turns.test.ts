import { deepStrictEqual, match } from 'node:assert/strict';
import {
  mediaItem,
  messagesOfTurn,
  noCounterpart,
  partsOf,
  readItems,
  textItem,
  type TurnItem,
} from '../../../src/interop/requests/turns';
import { refusalOf } from '../../support/interopFiles';
import type { Role } from '../../../src/core/prompt/document/model';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

const call = (id: string): TurnItem => ({
  kind: 'call',
  call: { id, name: 'f', arguments: '{}' },
  path: 'c',
});
const result = (id: unknown): TurnItem => ({
  kind: 'result',
  id,
  parts: [{ type: 'text', text: 'gave' }],
  path: 'r',
});

function write(role: Role, ...items: readonly TurnItem[]) {
  const warnings: Loss[] = [];
  const reading = { file: { file: 'a.json', text: '' }, warnings };
  return { messages: messagesOfTurn(reading, { role, items, path: 't' }), warnings };
}

describe('a turn', () => {
  it('is one message, with calls at its end', () => {
    const image = mediaItem({ type: 'image', url: 'u' });
    deepStrictEqual(write('user', textItem('a'), image).messages, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'image', url: 'u' },
        ],
      },
    ]);
    const calls = ['x', 'y'].map(id => ({ id, name: 'f', arguments: '{}' }));
    deepStrictEqual(write('assistant', textItem('a'), call('x'), call('y')), {
      messages: [{ role: 'assistant', content: 'a', calls }],
      warnings: [],
    });
    deepStrictEqual(write('user').messages, [{ role: 'user', content: '' }]);
  });

  it('has a message for each result, where it stands', () => {
    const { messages } = write('user', textItem('a'), result('x'), result('y'), textItem('b'));
    deepStrictEqual(messages, [
      { role: 'user', content: 'a' },
      { role: 'tool', content: 'gave', result: 'x' },
      { role: 'tool', content: 'gave', result: 'y' },
      { role: 'user', content: 'b' },
    ]);
  });

  it('says where texts touch, and where something follows a call', () => {
    match(
      sentencesOf(write('user', textItem('a'), textItem('b')).warnings).join(),
      /^t: texts that follow/,
    );
    const { messages, warnings } = write('assistant', call('x'), textItem('a'), call('y'));
    deepStrictEqual(
      messages.map(({ content, calls = [] }) => [content, calls.length]),
      [
        ['', 1],
        ['a', 1],
      ],
    );
    match(sentencesOf(warnings).join(), /^t: what follows a call is a message of its own/);
  });

  it('is refused where somebody else calls, answers, or has no id', () => {
    const refused = [
      () => write('user', call('x')),
      () => write('assistant', call('x'), call('x')),
      () => write('assistant', result('x')),
      () => write('user', result('a b')),
      () => write('user', result(undefined)),
    ].map(refusalOf);
    const reasons = [
      /c: Only the assistant calls tools/,
      /c: Two calls have the id "x"/,
      /r: The assistant gives no results/,
      /r: A result names a call/,
      /r: A result names a call/,
    ];
    reasons.forEach((reason, index) => {
      match(refused[index] ?? '', reason);
    });
  });
});

describe('the content of a turn', () => {
  const reading = { file: { file: 'a.json', text: '' }, warnings: [] };
  const read = (content: unknown) =>
    readItems(reading, content, 'p', (_, item, path) => [textItem(`${String(item)} ${path}`)]);

  it('is a text, a list, or nothing', () => {
    deepStrictEqual(read(['a']), [textItem('a p[0]')]);
    deepStrictEqual([read('a'), read(null), read(undefined)], [[textItem('a')], [], []]);
    match(
      refusalOf(() => read({})),
      /^a\.json, p: The content of a message is/,
    );
  });

  it('holds texts, images and files where it is that of a result', () => {
    deepStrictEqual(partsOf(reading, [textItem('a')], 'p'), [{ type: 'text', text: 'a' }]);
    match(
      refusalOf(() => partsOf(reading, [call('x')], 'p')),
      /p: A result holds/,
    );
    match(noCounterpart(reading, undefined, 'p').message, /type null has no counterpart/);
  });
});
