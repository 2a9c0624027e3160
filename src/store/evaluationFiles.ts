import { findExperiments } from '../registry/experimentGate';
import type { FindExperiments } from '../registry/ledger';
import { AnswerFiles } from './answerFiles';
import { ExperimentFiles } from './experimentFiles';

/** Finds out what experiments say from the files of the registry in `root`. Looks at nothing yet. */
export function findExperimentsIn(root: string): FindExperiments {
  const evaluation = { sources: new ExperimentFiles(root), answers: new AnswerFiles(root) };
  return (ledger, promotion) => findExperiments(ledger, evaluation, promotion);
}
