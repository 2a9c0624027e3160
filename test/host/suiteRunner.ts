import { findSourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';
import { TEST_INSIDE_MS } from './patience';
import { SUITE_ENV } from './suiteEnvironment';
import TallyReporter from './tallyReporter';

/**
 * What VS Code calls in its extension host: runs the bundled suites that its environment names.
 * Rejects when a test failed, which is how VS Code learns that the run failed.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  printInOnePiece();
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: TEST_INSIDE_MS,
    reporter: TallyReporter,
    forbidOnly: process.env.CI !== undefined,
  });
  const grep = process.env[SUITE_ENV.grep];
  if (grep !== undefined) mocha.grep(grep);
  for (const file of suiteFiles()) mocha.addFile(file);
  const failed = await new Promise<number>(resolve => {
    mocha.run(resolve).on('fail', (_test, error: Error) => {
      if (error.stack !== undefined) error.stack = inSources(error.stack);
    });
  });
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}

/** VS Code passes on what is logged value by value, among much else, so "%s" is filled in here. */
function printInOnePiece(): void {
  const print = console.log.bind(console);
  const mark = process.env[SUITE_ENV.mark] ?? '';
  const value = (...values: unknown[]) => {
    print(mark + format(...values));
  };
  // VS Code's own console.log ignores an assignment.
  Object.defineProperty(console, 'log', { value });
  Mocha.reporters.Base.consoleLog = console.log;
}

/** `at f (out/suites/x.test.js:35:27)` -> `at f (test/vscode/suites/x.test.ts:9:12)` */
function inSources(stack: string): string {
  return stack.replace(/(\/[^\s():]+\.js):(\d+):(\d+)/g, (place, file: string, line, column) => {
    const origin = findSourceMap(file)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return place;
    return `${fileURLToPath(origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function suiteFiles(): string[] {
  const names = JSON.parse(process.env[SUITE_ENV.files] ?? '[]') as string[];
  return names.map(name => path.join(__dirname, name));
}
