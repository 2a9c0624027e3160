import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { blameShown, type BlameShown } from './blameDecorations';
import { blameLabel } from './blameText';
import { lineBlames, parentsOf, type LineBlame } from './lineBlame';
import { fullTime, subject } from '../shell/format';
import type { RegistrySession } from '../shell/session';
import { linesWithin } from '../../registry/blame';
import { workingText } from '../compare/sides';
import type { InputOf } from '../features';
import type { Command, CommandContext } from '../shell/command';
import { showVersion } from '../prompts/prompts';
import { pick, type Choice } from '../shell/wizard';

/** A document whose lines are known by their versions. */
interface Blamed {
  readonly prompt: string;
  readonly lines: readonly LineBlame[];
}

/** Tells where the lines of a document come from; a person is told of the line at the cursor. */
export const blame: Command<'blame'> = async (context, { input, isInteractive }) => {
  const blamed = await readBlame(context, input);
  const lines = blamed.lines.map(({ version, line }, index) => ({
    line: index + 1,
    version: version ?? null,
    originLine: version === undefined ? null : line + 1,
  }));
  const { line } = input;
  const range = line === undefined ? input.lines : { first: line, last: line };
  if (!isInteractive) return linesWithin(lines, range);
  await tellOfLine(blamed, cursorLine(input));
  return lines;
};

/** Opens the version that introduced a line, at that line. */
export const goToLineOrigin: Command<'goToLineOrigin'> = async (context, { input }) => {
  const blamed = await readBlame(context, input);
  const number = cursorLine(input);
  const { version, line } = lineOf(blamed.lines, number);
  if (version === undefined) {
    throw new LedgerError(
      'version-not-found',
      { prompt: blamed.prompt, line: number },
      `Line ${number} of "${blamed.prompt}" is in no version yet. Commit it first.`,
    );
  }
  const at = new vscode.Position(line, 0);
  await showVersion(version, new vscode.Range(at, at));
  return { line: number, version, originLine: line + 1 };
};

const SHOWN: readonly Choice<BlameShown>[] = [
  { label: 'Line at the Cursor', value: 'currentLine' },
  { label: 'Every Line', value: 'everyLine' },
  { label: 'Off', value: 'off' },
];

/** Chooses for which lines blame stands beside the text; kept as a setting. */
export const showBlame: Command<'showBlame'> = async (_, { input, isInteractive }) => {
  const shown = isInteractive ? await askShown() : input.show;
  if (shown === undefined) return undefined;
  if (!SHOWN.some(({ value }) => value === shown)) {
    throw new LedgerError(
      'invalid-argument',
      { show: shown },
      'The argument "show" must be "off", "currentLine" or "everyLine".',
    );
  }
  const settings = vscode.workspace.getConfiguration('promptLedger');
  await settings.update('blame', shown, vscode.ConfigurationTarget.Global);
  return { show: shown };
};

async function askShown(): Promise<BlameShown | undefined> {
  const now = blameShown();
  const items = SHOWN.map(choice => ({
    ...choice,
    description: choice.value === now ? 'shown now' : '',
  }));
  const place = { title: 'Show Blame', step: 1, totalSteps: 1 };
  const answer = await pick({ ...place, placeholder: 'Where to say who wrote a line', items });
  return typeof answer === 'string' ? answer : undefined;
}

/** A list is read by screen readers, as a decoration is not. */
async function tellOfLine({ prompt, lines }: Blamed, number: number): Promise<void> {
  const found = lineOf(lines, number);
  const { version } = found;
  const place = { title: `Line ${number}: ${blameLabel(found)}`, step: 1, totalSteps: 1 };
  const placeholder =
    version === undefined
      ? 'Not committed'
      : `${subject(version.message)}, ${fullTime(version.at)}`;
  const items = waysFrom(prompt, found);
  const chosen = await pick({ ...place, placeholder, items });
  if (typeof chosen !== 'object') return;
  await vscode.commands.executeCommand(`promptLedger.${chosen.command}`, chosen.argument);
}

interface Way {
  readonly command: string;
  readonly argument: object;
}

function waysFrom(prompt: string, { version }: LineBlame): readonly Choice<Way>[] {
  const way = (label: string, icon: string, command: string, argument: object): Choice<Way> => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    value: { command, argument },
  });
  if (version === undefined) {
    const history = way('Show History Graph', 'history', 'historyGraph', { prompt });
    const sides = { left: `${prompt}@latest`, right: 'working' };
    return [way('Compare with Newest Version', 'diff', 'compare', sides), history];
  }
  const ref = `${prompt}@${version.id}`;
  const before = version.parents.length > 0;
  return [
    ...(before ? [way('Compare with Version Before', 'diff', 'compareWithPrevious', { ref })] : []),
    way('Compare with Working Document', 'diff-single', 'compareWithWorking', { ref }),
    way('Open Version', 'go-to-file', 'openVersion', { ref }),
    way('Show in History Graph', 'history', 'historyGraph', { ref }),
  ];
}

async function readBlame(
  { registryHost, surfaces }: CommandContext,
  input: InputOf<'goToLineOrigin'>,
): Promise<Blamed> {
  const session = await registryHost.require();
  const { prompt, lines, ids } = await textToBlame(session, input);
  const origins = await surfaces.blame.readText(session, { lines, ids });
  const blameOf = lineBlames(session);
  return { prompt, lines: origins.map((_, line) => blameOf(origins, line)) };
}

async function textToBlame(session: RegistrySession, input: InputOf<'goToLineOrigin'>) {
  if (input.ref !== undefined) {
    const { prompt, id, source } = await session.registry.version(input.ref);
    return { prompt, lines: source.split('\n'), ids: [id] };
  }
  if (input.prompt === undefined) throw noDocument();
  const { name } = await session.registry.prompt(input.prompt);
  const lines = (await workingText(session, name)).split('\n');
  return { prompt: name, lines, ids: parentsOf(session, name) };
}

function noDocument(): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { name: 'prompt', expected: 'string' },
    'Open a prompt or one of its versions first, or name it in the argument "prompt" or "ref".',
  );
}

/** The line that was named, or that of the cursor, counted from 1. */
function cursorLine({ line }: InputOf<'goToLineOrigin'>): number {
  return line ?? (vscode.window.activeTextEditor?.selection.active.line ?? 0) + 1;
}

/** Throws `invalid-argument` where there is no such line. */
function lineOf<T>(lines: readonly T[], number: number): T {
  const [found] = linesWithin(lines, { first: number, last: number });
  return found as T;
}
