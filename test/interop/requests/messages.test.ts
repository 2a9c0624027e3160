import { deepStrictEqual, match } from 'node:assert/strict';
import { readMessages } from '../../../src/interop/requests/messages';
import { textItem } from '../../../src/interop/requests/turns';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function read(request: object) {
  const warnings: Loss[] = [];
  const reading = { file: { file: 'a.json', text: '' }, warnings };
  const messages = readMessages(reading, { ...request }, 'messages', (_, item, path) =>
    item === null ? [] : [textItem(`${JSON.stringify(item)} at ${path}`)],
  );
  return { messages, warnings };
}

describe('the messages of a request', () => {
  it('are its instructions and its turns, each item at its path', () => {
    const request = { system: [1], messages: [{ role: 'user', content: [2], name: 'x' }] };
    const { messages, warnings } = read(request);
    deepStrictEqual(messages, [
      { role: 'system', content: '1 at system[0]' },
      { role: 'user', content: '2 at messages[0].content[0]' },
    ]);
    match(sentencesOf(warnings).join(), /^messages\[0\]\.name is left out/);
  });

  it('have no instructions where nothing of them is left', () => {
    for (const system of ['', [], null, [null]]) {
      deepStrictEqual(read({ system, messages: [] }).messages, []);
    }
  });

  const REFUSED: readonly (readonly [request: object, reason: RegExp])[] = [
    [{}, /a\.json, messages: There are no messages/],
    [{ messages: ['Hi'] }, /messages\[0\]: A message is an object/],
    [{ messages: [{ role: 'tool' }] }, /messages\[0\]\.role: "tool" is no role there/],
    [{ messages: [{}] }, /messages\[0\]\.role: null is no role there/],
    [{ system: 3, messages: [] }, /system: The content of a message/],
  ];
  for (const [request, reason] of REFUSED) {
    it(`are refused with the path: ${JSON.stringify(request)}`, () => {
      match(
        refusalOf(() => read(request)),
        reason,
      );
    });
  }
});
