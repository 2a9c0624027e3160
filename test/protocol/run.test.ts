import { deepEqual } from 'node:assert/strict';
import {
  isPieceNews,
  isRequestForm,
  isRunView,
  REQUEST_FORMS,
  type RunView,
} from '../../src/protocol/run';
import { sent } from '../support/channels';

const VIEW: RunView = {
  model: 'openai/gpt-5-mini',
  isOwnModel: false,
  isRunning: true,
  partial: 'Half an',
  answers: [
    {
      id: 'a',
      text: 'Hi',
      calls: [{ name: 'search', arguments: '{}', problem: 'No.' }],
      facts: ['0.1 s'],
      at: 'today',
      kept: true,
    },
  ],
  samples: { all: 3, unanswered: 2 },
  failure: { message: 'There is no key.', step: 'setKey' },
  note: 'No key is needed.',
};

/** The view with other fields, as a page gets it. */
const changed = (fields: object): unknown => sent({ ...VIEW, ...fields });

describe('what a page hears of a run', () => {
  it('is taken whole, and with what may be absent', () => {
    const { isOwnModel, isRunning, partial } = VIEW;
    const bare = { isOwnModel, isRunning, partial, answers: [] };
    deepEqual(
      [VIEW, bare].map(view => isRunView(sent(view))),
      [true, true],
    );
  });

  it('is refused where a field is of another form', () => {
    const [answer] = VIEW.answers;
    const wrong: readonly object[] = [
      { model: 1 },
      { isRunning: 'yes' },
      { partial: null },
      { answers: 'Hi' },
      { answers: [{ ...answer, kept: 1 }] },
      { answers: [{ ...answer, calls: [{ name: 'search' }] }] },
      { samples: { all: 3 } },
      { failure: { message: 'No.', step: 'explode' } },
    ];
    deepEqual(
      wrong.filter(fields => isRunView(changed(fields))),
      [],
    );
  });

  it('comes in pieces, each with the run that it is of', () => {
    const pieces = [{ run: 0, text: 'a' }, { run: -1, text: 'a' }, { run: 0 }, 'a'];
    deepEqual(pieces.map(isPieceNews), [true, false, false, false]);
  });

  it('is copied in the forms that there are', () => {
    deepEqual([...REQUEST_FORMS, 'perl', null].map(isRequestForm), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
