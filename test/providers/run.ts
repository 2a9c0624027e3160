import { deepStrictEqual, ok } from 'node:assert/strict';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openFiles } from '../../src/store/openFiles';
import { runNpm, runProgram } from '../host/childProcess';
import { CHAT } from '../support/chatRequest';
import { ada } from '../support/recordBuilder';
import { projectPath } from '../support/sourceFiles';

/**
 * The providers' own packages: 120 MB, which is why they are no development dependencies. They ask for
 * a newer Node than we do, and run on ours.
 */
const PACKAGES = [
  'openai@7.55.0',
  '@anthropic-ai/sdk@1.11.0',
  '@google/genai@3.1.0',
  'ai@7.0.173',
] as const;
const FOLDER = projectPath('out/providers');

interface Build {
  readonly buildCommandLine: (folder: string) => Promise<void>;
  readonly buildPackage: (folder: string) => Promise<unknown>;
}

type Fields = Readonly<Record<string, unknown>>;
type Requests = Readonly<
  Record<'openai' | 'responses' | 'anthropic' | 'gemini' | 'vercel', Fields>
>;

/**
 * `npm run providers`: whether what `toOpenAI` and the others make has the types that the providers'
 * own packages take, and goes through those packages unchanged.
 */
async function main(): Promise<void> {
  await rm(join(FOLDER, 'node_modules/promptledger'), { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'package.json'), '{"private":true,"type":"module"}');
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await runNpm([...install, ...PACKAGES], { cwd: FOLDER });
  const { buildPackage } = createRequire(__filename)('../../src/npm/build.js') as Build;
  await buildPackage(join(FOLDER, 'node_modules/promptledger'));
  await checkTypes();
  await checkRequests();
  console.log(`Requests have the types that ${PACKAGES.join(', ')} take, and go through them.`);
}

async function checkTypes(): Promise<void> {
  await copyFile(projectPath('test/providers/calls.mts'), join(FOLDER, 'calls.mts'));
  const compiler = createRequire(__filename).resolve('typescript/package.json');
  const how = [
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--skipLibCheck',
    '--noEmit',
    '--ignoreConfig',
  ];
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const types = ['--typeRoots', projectPath('node_modules/@types'), '--types', 'node'];
  const args = [join(dirname(compiler), 'bin/tsc'), ...how, ...strict, ...types, 'calls.mts'];
  await runProgram(process.execPath, args, { cwd: FOLDER, echo: true });
}

async function checkRequests(): Promise<void> {
  const root = join(FOLDER, '.promptledger');
  await rm(root, { recursive: true, force: true });
  const { registry } = openFiles(root, () => Promise.resolve(ada));
  await registry.initialize();
  for (const prompt of ['openai', 'responses', 'anthropic', 'gemini', 'vercel']) {
    const written = CHAT.replace('MODEL', `${prompt}/some-model`);
    // OpenAI takes no address of a file.
    const withFile = prompt === 'openai' ? written.replace(/https:.*b\.pdf/, 'file-1') : written;
    // Responses cannot stop at a text.
    const source = prompt === 'responses' ? withFile.replace(', stop: END', '') : withFile;
    await registry.commit({ prompt, source });
  }
  await writeFile(join(FOLDER, 'prompts.json'), JSON.stringify(await registry.bundle()));
  await copyFile(projectPath('test/providers/requests.mjs'), join(FOLDER, 'requests.mjs'));
  const options = { cwd: FOLDER };
  const printed = await runProgram(process.execPath, ['requests.mjs'], options);
  const { made, sent } = JSON.parse(printed) as Record<'made' | 'sent', Requests>;
  deepStrictEqual(sent.openai, made.openai);
  deepStrictEqual(sent.responses, made.responses);
  deepStrictEqual(sent.anthropic, made.anthropic);
  deepStrictEqual(sent.gemini.contents, made.gemini.contents);
  const { temperature, maxOutputTokens } = sent.gemini.generationConfig as Fields;
  deepStrictEqual([temperature, maxOutputTokens], [0.2, 300]);
  const prompt = sent.vercel.prompt as readonly Fields[];
  const messages = made.vercel.messages as readonly Fields[];
  const roles = ['system', ...messages.map(({ role }) => role)];
  // The SDK makes one message of the two results.
  const isSecond = (role: unknown, index: number): boolean =>
    role === 'tool' && roles[index - 1] === 'tool';
  deepStrictEqual(
    prompt.map(({ role }) => role),
    roles.filter((role, index) => !isSecond(role, index)),
  );
  ok(Array.isArray(sent.vercel.tools) && sent.vercel.tools.length === 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
