import type { Answers } from './answers';
import { fileAnswers } from './fileAnswers';
import type { Ledger } from './ledger';

/** Who answers what is asked of a registry: its index where there is one, else the record files. */
export function answersOf(ledger: Ledger): Answers {
  const { index } = ledger.ports;
  if (index === undefined) return fileAnswers(ledger);
  return index.answers(problems => {
    ledger.leaveOut(problems);
  });
}
