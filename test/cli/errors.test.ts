import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EXIT_CODES } from '../../src/cli/exitCodes';
import type { LedgerErrorCode } from '../../src/core/base/errors';
import { runHere, runJsonHere } from '../support/cliHere';
import { type CliOptions } from '../support/cliProcess';
import { branchOff } from '../support/cliBranch';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { projectPath, sourceFiles } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';
import { SHAPES } from './jsonShapes';

interface Row {
  readonly code: LedgerErrorCode;
  readonly exit: number;
  readonly line: string;
  readonly prepare?: (registry: CliRegistry) => unknown;
  readonly options?: CliOptions;
  /** A part of the message: what to do next. */
  readonly says?: string;
}

const GREETING = 'prompts/support/greeting.prompt';
const type = (path: string, text: string | Uint8Array) => (registry: CliRegistry) =>
  registry.type(path, text);
const config = (...environments: object[]) =>
  type('registry.json', JSON.stringify({ format: 1, environments }));

/** A line for each way to be refused. */
const ROWS: readonly Row[] = [
  {
    code: 'provider-missing',
    exit: 1,
    line: 'run support/greeting --var name=Ada',
    says: 'model: openai/',
  },
  {
    code: 'key-missing',
    exit: 1,
    line: 'run support/greeting --var name=Ada -M openai/gpt-4o',
    says: 'OPENAI_API_KEY',
  },
  {
    code: 'provider-refused',
    exit: 1,
    line: 'run support/greeting --var name=Ada -M openai/gpt-4o',
    // Nobody listens there.
    options: { env: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' } },
  },
  { code: 'answer-missing', exit: 1, line: 'answers keep 1a2b3c4d', says: 'no answer' },
  {
    code: 'prompt-not-found',
    exit: 1,
    line: 'show support/greting',
    says: 'Did you mean "support/greeting"?',
  },
  { code: 'prompt-not-found', exit: 1, line: 'log nobody', says: 'Create it' },
  { code: 'version-not-found', exit: 1, line: 'show support/greeting@9', says: 'See its versions' },
  {
    code: 'tag-not-found',
    exit: 1,
    line: 'show support/greeting@stagin',
    says: 'Did you mean "staging"?',
  },
  {
    code: 'environment-not-found',
    exit: 1,
    line: 'promote support/greeting prod',
    says: 'production',
  },
  {
    code: 'sample-not-found',
    exit: 1,
    line: 'render support/greeting -s no',
    says: 'It has none yet',
  },
  {
    code: 'sample-not-found',
    exit: 1,
    line: 'render support/greeting -s fist',
    prepare: ({ documents }) => documents.writeSample('support/greeting', 'first', '{}'),
    says: 'Did you mean "first"?',
  },
  {
    code: 'environment-not-found',
    exit: 1,
    line: 'releases support/greeting -e prodution',
    says: 'Did you mean "production"?',
  },
  { code: 'environment-not-found', exit: 1, line: 'deployments -e stagin', says: '"staging"?' },
  {
    code: 'environment-not-found',
    exit: 1,
    line: 'export --tag stagin -f bundle',
    says: '"staging"?',
  },
  { code: 'tag-not-found', exit: 1, line: 'diff --all stagin', says: '"staging"?' },
  { code: 'registry-not-found', exit: 1, line: 'list --registry nowhere', says: 'init' },
  {
    code: 'registry-not-found',
    exit: 1,
    line: 'status --exit-code --registry .',
    says: '.promptledger: name that',
  },
  {
    code: 'reference-ambiguous',
    exit: 1,
    line: 'show support/greeting@3',
    prepare: branchOff,
    says: 'by its id',
  },
  { code: 'invalid-name', exit: 1, line: 'show ../evil', says: '".."' },
  {
    code: 'invalid-argument',
    exit: 2,
    line: 'render support/greeting --var name',
    says: '--var name=value',
  },
  { code: 'invalid-argument', exit: 2, line: 'sql DROP', says: 'The tables are' },
  {
    code: 'invalid-argument',
    exit: 2,
    line: 'describe support/greeting',
    says: 'Give a description',
  },
  {
    code: 'invalid-document',
    exit: 1,
    line: 'commit support/greeting',
    prepare: type(GREETING, '---\ntype: [\n---\n'),
  },
  {
    code: 'invalid-registry',
    exit: 1,
    line: 'commit support/greeting',
    prepare: type('registry.json', '{'),
    says: 'line 1',
  },
  {
    code: 'invalid-input',
    exit: 1,
    line: 'render support/greeting --vars -',
    options: { stdin: '[]' },
    says: 'JSON object',
  },
  {
    code: 'template-syntax',
    exit: 1,
    line: 'commit support/greeting',
    prepare: type(GREETING, '{{#open}}'),
  },
  {
    code: 'missing-variables',
    exit: 1,
    line: 'render support/greeting',
    says: 'name (line 1, column',
  },
  {
    code: 'include-cycle',
    exit: 1,
    line: 'render deep-40',
    prepare: async ({ registry }) => {
      await registry.commit({ prompt: 'deep-0', source: 'x' });
      for (let depth = 1; depth <= 40; depth += 1) {
        await registry.commit({ prompt: `deep-${depth}`, source: `{{> deep-${depth - 1}}}` });
      }
    },
    says: 'Remove one of these includes',
  },
  {
    code: 'name-taken',
    exit: 1,
    line: 'rename support/greeting taken',
    prepare: type('prompts/taken.prompt', 'x'),
  },
  { code: 'tag-reserved', exit: 1, line: 'tag support/greeting latest', says: 'Choose another' },
  {
    code: 'tag-immutable',
    exit: 1,
    line: 'tag support/greeting v1.0.0',
    prepare: ({ registry }) =>
      registry.tag({ ref: 'support/greeting@1', tag: 'v1.0.0', immutable: true }),
    says: 'another name',
  },
  {
    code: 'environment-protected',
    exit: 1,
    line: 'tag support/greeting production',
    says: 'Promote',
  },
  {
    code: 'approvals-missing',
    exit: 1,
    line: 'promote support/greeting production',
    prepare: config({ name: 'staging' }, { name: 'production', approvals: 1 }),
    says: '1 more approval',
  },
  {
    code: 'experiment-unmet',
    exit: 1,
    line: 'promote support/greeting production',
    prepare: config({ name: 'staging' }, { name: 'production', experiments: [{ name: 'none' }] }),
    says: 'There is no experiment "none"',
  },
  { code: 'nothing-to-commit', exit: 1, line: 'commit support/greeting', says: 'Change it' },
  { code: 'nothing-to-promote', exit: 1, line: 'promote support/greeting staging --version 2' },
  { code: 'nothing-to-roll-back', exit: 1, line: 'rollback support/greeting production -m Why' },
  {
    code: 'stale-parent',
    exit: 1,
    line: 'commit support/greeting --parent support/greeting@1',
    prepare: type(GREETING, 'Hi\n'),
    says: 'Merge the newer version',
  },
  {
    code: 'working-document-modified',
    exit: 1,
    line: 'checkout support/greeting@1',
    prepare: type(GREETING, 'Hi\n'),
    says: 'force',
  },
  {
    code: 'identity-missing',
    exit: 1,
    line: 'tag support/greeting pilot',
    options: { env: { PROMPTLEDGER_AUTHOR: undefined, GIT_CONFIG_NOSYSTEM: '1' } },
    says: 'PROMPTLEDGER_AUTHOR',
  },
  {
    code: 'record-corrupt',
    exit: 1,
    line: 'show support/greeting',
    prepare: type(`records/support/greeting/20261120T090000000Z-${'0'.repeat(32)}.json`, '{'),
    says: 'verify --repair',
  },
  {
    code: 'registry-newer',
    exit: 1,
    line: 'commit support/greeting',
    prepare: type('registry.json', '{"format":2,"environments":[]}'),
    says: 'Update',
  },
  {
    code: 'too-large',
    exit: 1,
    line: 'commit support/greeting',
    prepare: type(GREETING, 'x'.repeat(1_048_577)),
    says: '1 MB',
  },
  {
    code: 'io',
    exit: 1,
    line: 'commit support/greeting --file nowhere.txt',
    says: 'Check the path',
  },
];

/** Codes that no process of this kind can meet, and the test that meets them elsewhere. */
const NOT_HERE: Readonly<
  Partial<
    Record<
      LedgerErrorCode,
      { thrownIn: readonly string[]; file: string; test: string; shows: string }
    >
  >
> = {
  // Trust is a notion of VS Code. Its button is a next step of this code and of no other.
  untrusted: {
    // In store/programs.ts it is met by test/store/programs.test.ts.
    thrownIn: ['extension/shell/trust.ts', 'remotes/connect.ts', 'store/programs.ts'],
    file: 'test/vscode/outside/untrusted.test.ts',
    test: 'is not written to: the reason is told, and how to change that',
    shows: 'Manage Trust',
  },
};

describe('a command that is refused', () => {
  const newFolder = temporaryFolders();

  for (const { code, exit, line, prepare, options, says } of ROWS) {
    it(`${line}: ${code}, exit code ${exit}`, async () => {
      const registry = await greetingRegistry(await newFolder());
      await prepare?.(registry);
      const ended = await runJsonHere<{ error: { code: string; message: string } }>(
        registry.folder,
        line.split(' '),
        options,
      );
      SHAPES.error(ended.value, line);
      const { error } = ended.value;
      deepStrictEqual([error.code, ended.code], [code, exit], error.message);
      ok(error.message.includes(says ?? ''), error.message);
      strictEqual(ended.stderr, `error: ${error.message}\n`);
    });
  }

  it('says the same without --json, and prints nothing else', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const { value } = await runJsonHere<{ error: { message: string } }>(folder, ['show', 'nobody']);
    deepStrictEqual(await runHere(folder, ['show', 'nobody']), {
      code: 1,
      stdout: '',
      stderr: `error: ${value.error.message}\n`,
    });
  });

  for (const [code, { thrownIn, file, test, shows }] of Object.entries(NOT_HERE)) {
    it(`cannot be ${code}: only ${thrownIn.join(' and ')} throws that, and ${file} meets it`, () => {
      const throwing = sourceFiles('src').filter(name =>
        new RegExp(`LedgerError\\(\\s*'${code}'`).test(
          readFileSync(projectPath(`src/${name}`), 'utf8'),
        ),
      );
      deepStrictEqual(throwing, thrownIn);
      const suite = readFileSync(projectPath(file), 'utf8');
      const body = suite.slice(suite.indexOf(`it('${test}'`)).split("\n  it('")[0] ?? '';
      ok(body.includes(shows), body);
      const commands = readFileSync(projectPath('src/extension/errorSteps.ts'), 'utf8');
      ok(new RegExp(`\\b${code}: \\[\\s*\\{\\s*label: '${shows}'`).test(commands));
    });
  }

  it('shows every code, or says why it cannot', () => {
    const shown = new Set<string>([...ROWS.map(row => row.code), ...Object.keys(NOT_HERE)]);
    deepStrictEqual(
      Object.keys(EXIT_CODES).filter(code => !shown.has(code)),
      [],
    );
  });
});

describe('a command line that no registry could answer', () => {
  const newFolder = temporaryFolders();
  const rows: readonly (readonly [line: string, says: string])[] = [
    ['shwo support/greeting', '(Did you mean show?)'],
    ['show', "missing required argument 'ref'"],
    ['show a b', 'too many arguments'],
    ['list --serch x', '(Did you mean --search?)'],
    ['log a --limit many', 'It must be a whole number.'],
    ['export a -f doc', 'Allowed choices are prompt, json, csv'],
    ['rollback a production', "required option '-m, --message <text>' not specified"],
    ['completion tcsh', 'Allowed choices are bash, zsh, fish'],
    ['commit a b', 'reads the document from stdin'],
    ['export -f json', 'Name a version, or export them --all.'],
    ['export a --all -f json', 'not both'],
    ['export --all -f prompt', 'holds one version'],
    ['export a -f sqlite', 'Use --all'],
    ['export --tag staging -f sqlite', '--format sqlite and --tag cannot be given together'],
    ['diff', 'Name a version to compare'],
    ['diff --all --git HEAD', '--all and --git cannot be given together'],
    ['diff a --sample b --markdown', '--sample and --markdown cannot be given together'],
    ['diff a b --previous', 'one version is named'],
    ['commit', 'Name a prompt, or commit every prompt'],
    ['commit --all a', 'name nothing else'],
    ['promote a', 'Say where to'],
    ['promote --all staging production', 'name the environment alone'],
    ['environments remov x', '(Did you mean remove?)'],
    ['environments set staging', 'Say what to change'],
    ['environments set staging --gate simples', 'Allowed choices are samples'],
    ['help promot', '(Did you mean promote?)'],
    ['log support/greeting --graph -p', '--graph and --patch cannot be given together'],
    ['log support/greeting --graph --source', '--graph and --source cannot be given together'],
    ['log support/greeting --after 1234', 'no item with the id'],
    ['blame support/greeting -L 9,2', 'Write it as 7 or as 7,12.'],
    ['blame support/greeting -L 900', 'There is no line 900'],
    ['audit --since someday', 'is no time'],
    ['audit --kind nothing', 'Allowed choices are commit'],
    ['render', 'Name a version to render'],
    ['render a@3 --all-samples', 'Name the prompt alone'],
    ['render --all-samples --openai --var a=b', '--all-samples and --var and --openai cannot'],
  ];
  for (const [line, says] of rows) {
    it(`${line}: exit code 2, and what is wrong with it`, async () => {
      const { folder } = await greetingRegistry(await newFolder());
      const { code, stdout, stderr } = await runHere(folder, line.split(' '));
      deepStrictEqual([code, stdout], [2, '']);
      ok(stderr.includes(says), stderr);
      const json = await runJsonHere(folder, line.split(' '));
      SHAPES.error(json.value, line);
      strictEqual(json.code, 2);
    });
  }

  it('nothing at all: exit code 2, and the help', async () => {
    const { code, stderr } = await runHere(await newFolder(), []);
    strictEqual(code, 2);
    ok(stderr.includes('Usage: promptledger'), stderr);
  });
});
