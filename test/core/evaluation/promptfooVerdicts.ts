import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../../support/sourceFiles';
import type { Verdict } from '../../../src/core/evaluation/checks/model';
import type { CheckCase, RowCase } from './caseLines';
import { CHECK_CASES, ROW_CASES } from './promptfooCases';

// `npm run promptfoo [FOLDER]`: asks promptfoo from npm what it says of every case, and writes it down. FOLDER
// is one in which it is installed; without one it is installed into a new one (a minute, 1 GB).

type Said = Pick<Verdict, 'pass' | 'score'>;

/** As much of promptfoo as is used here. */
interface Promptfoo {
  readonly assertions: {
    readonly runAssertion: (task: object) => Promise<Said>;
    readonly runAssertions: (task: object) => Promise<Said>;
  };
}

const folder = process.argv[2] ?? installed();
// No telemetry, no look for updates: nothing is asked of anybody.
Object.assign(process.env, {
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  PROMPTFOO_CONFIG_DIR: mkdtempSync(path.join(tmpdir(), 'promptfoo-config-')),
});
const load = createRequire(path.join(path.resolve(folder), 'package.json'));
const { assertions } = load('promptfoo') as Promptfoo;

function installed(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'promptfoo-'));
  writeFileSync(path.join(made, 'package.json'), '{"private":true}');
  const given = ['install', 'promptfoo', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', given, { cwd: made, stdio: 'inherit' });
  if (status !== 0) throw new Error('promptfoo could not be installed.');
  return made;
}

function versionOf(): string {
  const file = path.join(path.resolve(folder), 'node_modules/promptfoo/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function said(verdict: Promise<Said>): Promise<Said | { throws: string }> {
  try {
    const { pass, score } = await verdict;
    return { pass, score: Number(score.toFixed(6)) };
  } catch (error) {
    return { throws: (error as Error).message.slice(0, 120) };
  }
}

/** The output as promptfoo's provider for OpenAI gives it: a text, the calls, or the one call of old. */
function outputOf({ check, output }: CheckCase): unknown {
  if (typeof output === 'string') return output;
  const calls = output.map(({ id, name, arguments: given }) => ({
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify(given) },
  }));
  return check.type.endsWith('function-call') ? calls[0]?.function : calls;
}

async function verdictOn(item: CheckCase): Promise<object> {
  const { check, vars = {}, tools, ms, cost } = item;
  const functions = (tools as { function: unknown }[] | undefined)?.map(tool => tool.function);
  const provider = await openAi({ tools, functions });
  const task = {
    assertion: structuredClone(check),
    test: { vars, options: { provider: grader(item) } },
    provider,
    latencyMs: ms,
    providerResponse: { output: outputOf(item), cost },
  };
  return { ...item, promptfoo: await said(assertions.runAssertion(task)) };
}

/** A judge that says what it is told, and embeddings that are as alike as they are told. */
function grader({ judge, likeness = 0, output }: CheckCase): object {
  const across = Math.sqrt(1 - likeness ** 2);
  return {
    id: () => 'told',
    callApi: () => Promise.resolve({ output: JSON.stringify(judge) }),
    callEmbeddingApi: (text: string) =>
      Promise.resolve({ embedding: text === output ? [likeness, across] : [1, 0] }),
  };
}

async function openAi(config: object): Promise<unknown> {
  const { loadApiProvider } = load('promptfoo') as {
    loadApiProvider: (name: string, context: object) => Promise<unknown>;
  };
  return loadApiProvider('openai:chat:gpt-4o', {
    options: { config: { ...config, apiKey: 'none' } },
  });
}

async function verdictOnRow(item: RowCase): Promise<object> {
  const { checks, output, threshold } = item;
  const task = {
    test: { vars: {}, assert: structuredClone(checks), threshold },
    providerResponse: { output },
  };
  return { ...item, promptfoo: await said(assertions.runAssertions(task)) };
}

async function all<T>(items: readonly T[], ask: (item: T) => Promise<object>): Promise<object[]> {
  const answers: object[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

async function writeCorpus(): Promise<void> {
  const version = versionOf();
  const cases = await all(CHECK_CASES, verdictOn);
  const rows = await all(ROW_CASES, verdictOnRow);
  const lines = (items: readonly object[]): string =>
    items.map(item => `    ${JSON.stringify(item)}`).join(',\n');
  writeFileSync(
    projectPath('test/core/evaluation/promptfooCorpus.json'),
    `{\n  "version": "${version}",\n  "cases": [\n${lines(cases)}\n  ],\n  "rows": [\n${lines(rows)}\n  ]\n}\n`,
  );
  console.log(`${cases.length + rows.length} verdicts of promptfoo ${version} are written down.`);
}

// It keeps timers of its own, and would not end.
void writeCorpus().then(() => process.exit(0));
