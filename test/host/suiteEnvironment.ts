/** Environment variables by which a run speaks to the suites inside VS Code. */
export const SUITE_ENV = {
  /** Only tests whose full title holds this. */
  grep: 'PROMPT_LEDGER_GREP',
  /** The files of suites that this window runs, below the folder of the runner: a JSON list. */
  files: 'PROMPT_LEDGER_SUITES',
  /** The folder that is open: a copy of the example workspace made for this run. */
  workspace: 'PROMPT_LEDGER_WORKSPACE',
  /** How many rounds the suite on long use plays. */
  rounds: 'PROMPT_LEDGER_ROUNDS',
  /** What is put before each text that the suites print, where VS Code prints beside them. */
  mark: 'PROMPT_LEDGER_PRINT_MARK',
} as const;
