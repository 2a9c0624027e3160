/** One run of a test module inside VS Code. */
export interface SuiteRun {
  /** The folder that VS Code opens. */
  readonly workspace: string;
  /** A CommonJS module with `run()`, inside the extension under development. */
  readonly testModule: string;
  /** What the suites find in their environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The journal that they keep: as long as it grows, they go on. */
  readonly journal: string;
}
