import { deepEqual, equal } from 'node:assert/strict';
import { isPieceNews, isRequestForm, isRunView, REQUEST_FORMS } from '../../src/protocol/run';

const VIEW = {
  model: 'openai/gpt-5-mini',
  isOwnModel: false,
  isRunning: false,
  partial: '',
  answers: [
    {
      id: '1',
      text: 'Hi',
      calls: [{ name: 'find', arguments: '{}', problem: 'No.' }],
      facts: ['12 in'],
      at: 'today',
      kept: true,
    },
  ],
  samples: { all: 3, unanswered: 1 },
  failure: { message: 'No key.', step: 'setKey' },
  note: 'No system message.',
};

describe('how a run stands, for a page', () => {
  it('is taken as it is', () => {
    equal(isRunView(VIEW), true);
    equal(isRunView({ isOwnModel: true, isRunning: true, partial: 'H', answers: [] }), true);
  });

  for (const change of [
    { isRunning: 'yes' },
    { answers: [{ id: '1' }] },
    { answers: [{ ...VIEW.answers[0], calls: [{ name: 1 }] }] },
    { samples: { all: '3' } },
    { failure: { message: 'No.', step: 'run' } },
    { partial: undefined },
  ])
    it(`is refused with ${JSON.stringify(change)}`, () => {
      equal(isRunView({ ...VIEW, ...change }), false);
    });

  it('comes in pieces, and a request is copied in known forms alone', () => {
    deepEqual(
      [isPieceNews({ run: 1, text: 'H' }), isPieceNews({ run: -1, text: 'H' })],
      [true, false],
    );
    deepEqual([...REQUEST_FORMS, 'ruby'].map(isRequestForm), [true, true, true, false]);
  });
});
