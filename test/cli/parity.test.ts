import { deepStrictEqual, ok } from 'node:assert/strict';
import { Command } from 'commander';
import type { CliCommand } from '../../src/cli/command';
import { COMMANDS } from '../../src/cli/commands';
import type { CommandId } from '../../src/extension/features';
import { commandIds } from '../../src/extension/manifest';

/** What does on a command line what a command does in the editor, where they are not one operation. */
const COUNTERPARTS: Readonly<Partial<Record<CommandId, string>>> = {
  switchRegistry: 'list --registry',
  openVersion: 'show',
  commitAll: 'commit --all',
  changesSince: 'diff',
  history: 'log',
  historyGraph: 'log --graph',
  goToLineOrigin: 'blame --lines',
  promoteAll: 'promote --all',
  copyRelease: 'releases',
  exportChangelog: 'changelog',
  exportAudit: 'audit --format',
  editSample: 'samples save',
  renderSamples: 'render --all-samples',
  compareInEditor: 'diff',
  compareRendered: 'diff --sample',
  compareWithPrevious: 'diff --previous',
  compareWithWorking: 'diff',
  compareAll: 'diff --all',
  repair: 'verify --repair',
};

/** What is about the editor only, and why. */
const EDITOR_ONLY: Readonly<Partial<Record<CommandId, string>>> = {
  open: 'Opens a tab; a script knows the path of the file.',
  acceptChange: 'Commits the change under the cursor; a script commits the text it wants with "-".',
  revertChange: 'Takes back the change under the cursor; a script writes the file.',
  toggleRemovedText: 'Shows something in the text editor.',
  showBlame: 'A setting of what stands beside the text.',
  acceptChangelog: 'Answers an editor that "promote" opened; --message is the answer.',
  cancelChangelog: 'The same.',
  openConfig: 'Opens a tab; "environments" shows what stands in it.',
  copyReference: 'The clipboard belongs to a person; "show --json" prints it.',
  copyId: 'The same.',
  refresh: 'Looks at the disk; a process that begins has just done so.',
  setProviderKey: 'Keys of a process are variables; those of an editor lie in its secret storage.',
  showLog: 'Shows a channel of the editor; a process writes to stderr.',
  openGuide: 'Opens pages in the editor; "help" prints what a command does.',
  showMore: 'Shows the next page of a view; "--limit" and "--after" page.',
};

/** What only a command line needs, and why. */
const COMMAND_LINE_ONLY: Readonly<Record<string, string>> = {
  tags: 'The view of tags shows it all the while.',
  types: 'For a build of an application.',
  publish: 'For CI, which has the keys of the host.',
  completion: 'For a shell.',
  mcp: 'For an agent.',
  environments: 'The view of deployments shows them all the while.',
  'environments move': 'A choice of "configureEnvironment".',
  'environments remove': 'A choice of "configureEnvironment".',
  samples: 'The preview offers them.',
  'samples list': 'The preview offers them.',
  'samples show': 'Their files open in the editor.',
  list: 'The view of prompts shows them all the while.',
  experiment: 'The Testing view runs experiments and shows them.',
  'experiment run': 'The same.',
  'experiment list': 'The same.',
  'experiment show': 'The view of versions shows what experiments came to.',
  'experiment compare': 'For scripts, and for what promotes.',
  answers: 'The preview shows those to what it shows.',
  'answers list': 'The same.',
  'answers keep': 'A button of the preview.',
  'answers prune': 'For scripts that keep a disk small.',
  remote: 'For scripts that sync with a server.',
  'remote list': 'The same.',
  'remote add': 'The same.',
  'remote remove': 'The same.',
  'remote status': 'The same.',
  pull: 'The same.',
  push: 'The same.',
};

/** A command by its words, with the long names of its options. */
interface Declared {
  readonly name: string;
  readonly operation: string | undefined;
  readonly options: readonly string[];
}

function declared(commands: readonly CliCommand[], before = ''): readonly Declared[] {
  return commands.flatMap(command => {
    const name = `${before}${command.name}`;
    const own = { name, operation: command.operation?.name, options: optionsOf(command) };
    return [own, ...declared(command.commands ?? [], `${name} `)];
  });
}

function optionsOf({ declare }: CliCommand): readonly string[] {
  return ['--registry', ...declare(new Command()).options.flatMap(({ long }) => long ?? [])];
}

describe('what the editor does and what the command line does', () => {
  const there = declared(COMMANDS);
  const ids = commandIds();
  const shared = there.filter(({ operation }) => ids.includes(operation ?? ''));

  it('every command of the editor is the same operation, has a counterpart, or is about the editor only', () => {
    const known = [
      ...new Set(shared.map(({ operation }) => operation)),
      ...Object.keys(COUNTERPARTS),
      ...Object.keys(EDITOR_ONLY),
    ];
    deepStrictEqual(known.sort(), ids.sort());
  });

  it('every counterpart is there, with its option', () => {
    for (const line of Object.values(COUNTERPARTS)) {
      const [name = '', option] = line.split(/ (?=--)/);
      const found = there.find(command => command.name === name);
      ok(found !== undefined, name);
      if (option !== undefined) ok(found.options.includes(option), line);
    }
  });

  it('everything else that the command line does is listed here with its reason', () => {
    const known = new Set([
      ...shared.map(({ name }) => name),
      ...Object.values(COUNTERPARTS).map(line => line.replace(/ --.*/, '')),
      ...Object.keys(COMMAND_LINE_ONLY),
    ]);
    deepStrictEqual(
      there.map(({ name }) => name).filter(name => !known.has(name)),
      [],
    );
  });
});
