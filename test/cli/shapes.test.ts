import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { COMMANDS } from '../../src/cli/commands';
import { runJsonHere } from '../support/cliHere';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { branchOff } from '../support/cliBranch';
import { temporaryFolders } from '../support/temporaryFolders';
import { listOf, SHAPES, type ShapeName } from './jsonShapes';

type Row = readonly [
  line: string,
  shape: ShapeName | `${ShapeName}[]`,
  prepare?: (registry: CliRegistry) => Promise<unknown>,
];

const GREETING = 'support/greeting';
const withSample: Row[2] = r => r.documents.writeSample(GREETING, 'first', '{"name":"Ada"}');

/** One line and more for each command, and the shape of what it prints. */
const ROWS: readonly Row[] = [
  ['init', 'directory'],
  [
    'commit support/greeting -m More',
    'version',
    r => r.type('prompts/support/greeting.prompt', 'Hi\n'),
  ],
  ['commit --all -m More', 'version[]', r => r.type('prompts/support/greeting.prompt', 'Hi\n')],
  ['new support/farewell', 'promptName'],
  ['checkout support/greeting@1', 'version'],
  ['discard support/greeting', 'version'],
  [`merge ${GREETING}`, 'merge', branchOff],
  ['tag support/greeting@1 candidate -d Pilot --immutable', 'tag'],
  [
    'untag support/greeting candidate',
    'tag',
    r => r.registry.tag({ ref: 'support/greeting@1', tag: 'candidate' }),
  ],
  ['list', 'listItem[]'],
  ['list --search polite', 'listItem[]'],
  ['status', 'statusItem[]'],
  ['log support/greeting', 'version[]'],
  ['log support/greeting --source', 'versionWithSource[]'],
  ['log support/greeting --graph', 'version[]'],
  ['log support/greeting --patch', 'loggedPatch[]'],
  ['blame support/greeting', 'blamedLine[]'],
  ['blame support/greeting@1 -L 1', 'blamedLine[]'],
  ['search polite', 'listItem[]'],
  [
    'dependents support/greeting',
    'dependent[]',
    r => r.type('prompts/letter.prompt', '{{> support/greeting}}\n'),
  ],
  ['samples', 'sampleName[]', withSample],
  ['samples list support/greeting', 'sampleName[]', withSample],
  ['samples show support/greeting first', 'values', withSample],
  ['samples save support/greeting second --var name=Ben', 'sampleName'],
  [
    'diff --all staging latest',
    'promptDifference[]',
    r => r.registry.commit({ prompt: 'a', source: 'A' }),
  ],
  ['diff support/greeting@2 --previous', 'diff'],
  ['diff support/greeting@1 --sample first', 'renderedDiff', withSample],
  ['diff support/greeting@1 --all-samples', 'renderedDiff[]', withSample],
  ['show support/greeting@staging', 'versionWithSource'],
  ['diff support/greeting@1', 'diff'],
  ['diff support/greeting@1 support/greeting@2 --markdown', 'diff'],
  ['render support/greeting --var name=Ada', 'text'],
  ['render support/greeting --var name=Ada --openai', 'openai'],
  [
    'render chat',
    'chat',
    r => r.registry.commit({ prompt: 'chat', source: '---\ntype: chat\n---\nuser:\nHi\n' }),
  ],
  ['render --all-samples', 'sampleResult[]', withSample],
  ['tags support/greeting', 'tag[]'],
  ['tags support/greeting@staging --history', 'tagMove[]'],
  ['promote support/greeting production -m Now', 'release'],
  ['promote support/greeting production --dry-run', 'promotion'],
  ['promote --all production --dry-run', 'promotable[]'],
  ['promote --all production', 'promoted[]'],
  ['environments', 'pipeline'],
  ['environments add canary --before production', 'pipeline'],
  ['environments set staging --protected --gate samples', 'pipeline'],
  ['environments move production --before staging', 'pipeline'],
  ['environments remove development', 'pipeline'],
  ['deployments', 'deployments[]'],
  ['served staging', 'served[]'],
  ['served production support/greeting', 'served[]'],
  ['changelog staging', 'changelog'],
  ['changelog staging -o out.md', 'exportedFile'],
  ['audit', 'event[]'],
  ['audit --format csv', 'event[]'],
  ['approve support/greeting@2 production -m Good', 'version'],
  ['rollback support/greeting staging -m Worse', 'release'],
  ['releases support/greeting', 'release[]'],
  ['rename support/greeting welcome', 'listItem'],
  ['archive support/greeting', 'listItem'],
  ['restore support/greeting', 'listItem'],
  ['describe support/greeting -d Greets -l a -l b', 'listItem'],
  ['verify', 'verify'],
  ['export support/greeting -f prompt', 'export'],
  ['export --all -f sqlite', 'export'],
  ['export --all -f json -o out.json', 'exportedFile'],
  ['export --all -f bundle', 'export'],
  ['export -f python', 'export'],
  ['types', 'export'],
  ['types -o prompts.d.ts', 'exportedFile'],
  [
    'import chat.json --name imported',
    'imported[]',
    r => r.type('../chat.json', '[{"role":"user","content":"Hi"}]'),
  ],
  [
    'import chat.json --name imported --dry-run',
    'importPlan[]',
    r => r.type('../chat.json', '[{"role":"user","content":"Hi"}]'),
  ],
  ['export support/greeting -f dotprompt', 'export'],
  ['sql SELECT*FROM[prompts]', 'rows'],
];

/** Commands that need a server, two runs or an id, with the test that holds what they print. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  run: 'running.test.ts',
  experiment: 'experiments.test.ts',
  'experiment run': 'experiments.test.ts',
  'experiment list': 'experiments.test.ts',
  'experiment show': 'experiments.test.ts',
  'experiment compare': 'experiments.test.ts',
  answers: 'running.test.ts',
  'answers list': 'running.test.ts',
  'answers keep': 'running.test.ts',
  'answers prune': 'running.test.ts',
  publish: 'publish.test.ts',
  mcp: 'It speaks a protocol: mcp/server.test.ts.',
  completion: 'The script of a shell is text, and is tested as such.',
  remote: 'remotes.test.ts',
  'remote list': 'remotes.test.ts',
  'remote add': 'remotes.test.ts',
  'remote remove': 'remotes.test.ts',
  'remote status': 'remotes.test.ts',
  pull: 'remotes.test.ts',
  push: 'remotes.test.ts',
};

describe('what the command line prints with --json', () => {
  const newFolder = temporaryFolders();

  for (const [line, shape, prepare] of ROWS) {
    it(`promptledger ${line}: ${shape}`, async () => {
      const registry = await greetingRegistry(await newFolder());
      await prepare?.(registry);
      const { code, value, stderr } = await runJsonHere(registry.folder, line.split(' '));
      strictEqual(code, 0, stderr);
      strictEqual(stderr, '');
      const name = shape.replace('[]', '') as ShapeName;
      if (shape.endsWith('[]')) {
        listOf(SHAPES[name])(value, line);
        ok((value as unknown[]).length > 0, 'An empty list shows nothing.');
      } else SHAPES[name](value, line);
    });
  }

  it('is known for every command: by an example of its operation, or by a line here', () => {
    const commands = COMMANDS.flatMap(command => [
      { name: command.name, operation: command.operation },
      ...(command.commands ?? []).map(({ name, operation }) => ({
        name: `${command.name} ${name}`,
        operation,
      })),
    ]);
    const missing = commands.filter(
      ({ name, operation }) =>
        operation?.examples === undefined &&
        !ROWS.some(([line]) => `${line} `.startsWith(`${name} `)),
    );
    deepStrictEqual(
      missing.map(({ name }) => name),
      Object.keys(ELSEWHERE),
    );
  });
});
