import { JOURNAL, writeJournal, type JournalLine } from './tally';

/**
 * Hooks for the workers of a parallel mocha run, which tell their results file by file: the journal
 * hears of each test at once.
 */
export const mochaHooks: Mocha.RootHookObject = hooksFor(process.env[JOURNAL]);

function hooksFor(journal: string | undefined): Mocha.RootHookObject {
  if (journal === undefined) return {};
  const tell = (kind: JournalLine['kind'], test: Mocha.Test | undefined) => {
    if (test === undefined) return;
    writeJournal(journal, { kind, title: test.fullTitle(), file: test.file, early: true });
  };
  return {
    beforeEach(this: Mocha.Context) {
      tell('began', this.currentTest);
    },
    afterEach(this: Mocha.Context) {
      const state = this.currentTest?.state;
      if (state === 'passed' || state === 'failed') tell(state, this.currentTest);
    },
  };
}
