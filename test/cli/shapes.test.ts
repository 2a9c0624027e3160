import { ok, strictEqual } from 'node:assert/strict';
import { COMMANDS } from '../../src/cli/commands';
import { runJson } from '../support/cliProcess';
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

/** One line and more for each command, and the shape of what it prints. */
const ROWS: readonly Row[] = [
  ['init', 'directory'],
  [
    'commit support/greeting -m More',
    'version',
    r => r.type('prompts/support/greeting.prompt', 'Hi\n'),
  ],
  ['checkout support/greeting@1', 'version'],
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
  [
    'render --all-samples',
    'sampleResult[]',
    r => r.documents.writeSample(GREETING, 'first', '{"name":"Ada"}'),
  ],
  ['tags support/greeting', 'tag[]'],
  ['tags support/greeting@staging --history', 'tagMove[]'],
  ['promote support/greeting production -m Now', 'release'],
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
  ['export support/greeting -f dotprompt', 'export'],
  ['sql SELECT*FROM[prompts]', 'rows'],
];

describe('what the command line prints with --json', () => {
  const newFolder = temporaryFolders();

  for (const [line, shape, prepare] of ROWS) {
    it(`promptledger ${line}: ${shape}`, async () => {
      const registry = await greetingRegistry(await newFolder());
      await prepare?.(registry);
      const { code, value, stderr } = await runJson(registry.folder, line.split(' '));
      strictEqual(code, 0, stderr);
      strictEqual(stderr, '');
      const name = shape.replace('[]', '') as ShapeName;
      if (shape.endsWith('[]')) {
        listOf(SHAPES[name])(value, line);
        ok((value as unknown[]).length > 0, 'An empty list shows nothing.');
      } else SHAPES[name](value, line);
    });
  }

  it('is known for every command', () => {
    const shown = new Set(ROWS.map(([line]) => line.split(' ')[0]));
    const missing = COMMANDS.map(command => command.name).filter(name => !shown.has(name));
    // The script of a shell is text, and is tested as such.
    strictEqual(missing.join(), 'completion');
  });
});
