import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { parseChat } from '../../../../src/core/prompt/document/chat';
import { answeredCalls, resultProblems } from '../../../../src/core/prompt/document/toolResults';

const CHAT = parseChat(
  [
    'assistant:',
    '@call: f {"nth": 1}',
    'tool:',
    '@result: f',
    'assistant:',
    '@call: f {"nth": 2}',
    'tool:',
    '@result: f',
    'tool:',
    '@result: g',
  ].join('\n'),
  1,
);

describe('answeredCalls', () => {
  it('finds the last call above with the id', () => {
    deepStrictEqual(
      answeredCalls(CHAT.messages).map(call => call?.arguments),
      [undefined, '{"nth": 1}', undefined, '{"nth": 2}', undefined],
    );
  });
});

describe('resultProblems', () => {
  it('warns of a result that answers nothing', () => {
    deepStrictEqual(
      resultProblems(CHAT.messages, CHAT.lines).map(({ line }) => line),
      [10],
    );
  });

  it('says nothing where a history may hold the call', () => {
    const { problems } = parseChat('@history: h\ntool:\n@result: f', 1);
    strictEqual(problems.length, 0);
  });
});
