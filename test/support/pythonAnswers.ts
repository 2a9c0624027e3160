import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseJson } from '../../src/core/base/json';
import { PYTHON_FOLDER } from './python';
import { projectPath } from './sourceFiles';

/** One question to the package for Python. */
export interface Question {
  /** The folder of a registry. */
  readonly root: string;
  /** The method of the registry that is called. */
  readonly ask: string;
  readonly given?: readonly unknown[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly damaged?: 'refuse' | 'ignore';
  /** Methods of a prompt that are called with `values`; `render` without it. */
  readonly renders?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly render?: Readonly<Record<string, unknown>>;
}

/** What came of it: `found`, or the code of a refusal. */
export type Answer = Readonly<Record<string, unknown>>;

/** A process of Python that answers many questions, so that it starts once. */
export interface PythonAnswers {
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

/** Starts one. */
export function startPython(folder = PYTHON_FOLDER): PythonAnswers {
  const script = projectPath('test/python/answers.py');
  const child = spawn('python3', [script, folder], {
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', line => {
    waiting.shift()?.resolve(parseJson(line) as Answer);
  });
  const closed = once(child, 'close').then(() => {
    for (const { reject } of waiting.splice(0)) reject(new Error('python3 ended.'));
  });
  return {
    ask: question =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    end: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
