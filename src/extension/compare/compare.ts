import * as vscode from 'vscode';
import { diffInfo } from '../../core/compare/telling/info';
import { named } from '../../registry/diff';
import { WORKING, type Side } from '../../registry/sides';
import { documentUri, versionUri } from '../shell/paths';
import type { Call, Command, CommandContext } from '../shell/command';
import type { InputOf } from '../features';
import { askPrompt, askVersion, wrap } from '../shell/questions';
import { wizard, type Place } from '../shell/wizard';

interface Pair {
  readonly left: Side;
  readonly right: Side;
}

/** Compares two versions, or a version with the working document, in a panel. */
export const compare: Command<'compare'> = async (context, call) => {
  const pair = await askPair(context, call);
  if (pair === undefined) return undefined;
  const { left, right } = pair;
  context.surfaces.compare(left.prompt, left.side, right.side);
  return diffOf(pair);
};

/** The same in VS Code's own diff editor. */
export const compareInEditor: Command<'compareInEditor'> = async (context, call) => {
  const pair = await askPair(context, call);
  if (pair === undefined) return undefined;
  const { root } = await context.registryHost.require();
  await openNativeDiff(root, pair.left.prompt, pair.left, pair.right);
  return diffOf(pair);
};

/** Compares a version with the one that it follows. */
export const compareWithPrevious: Command<'compareWithPrevious'> = async (
  context,
  { input, isInteractive },
) => {
  const session = await context.registryHost.require();
  const sides = await session.registry.withPrevious(input.ref ?? input.prompt ?? '');
  return compare(context, { input: sides, isInteractive });
};

/** Compares a version with the working document. */
export const compareWithWorking: Command<'compareWithWorking'> = async (
  context,
  { input, isInteractive },
) => {
  const session = await context.registryHost.require();
  const version = await session.registry.version(input.ref ?? input.prompt ?? '');
  const left = `${version.prompt}@${version.id}`;
  return compare(context, { input: { left, right: WORKING }, isInteractive });
};

/** Opens VS Code's diff editor on two sides of a prompt. */
export async function openNativeDiff(
  root: vscode.Uri,
  prompt: string,
  left: Pick<Side, 'side' | 'label'>,
  right: Pick<Side, 'side' | 'label'>,
): Promise<void> {
  const uriOf = ({ side }: Pick<Side, 'side'>): vscode.Uri =>
    side === WORKING ? documentUri(root, prompt) : versionUri(prompt, side);
  const name = prompt.slice(prompt.lastIndexOf('/') + 1);
  const title = `${name}: ${left.label} ↔ ${right.label}`;
  await vscode.commands.executeCommand('vscode.diff', uriOf(left), uriOf(right), title, {
    preview: true,
  });
}

interface PairAnswers {
  readonly prompt?: string;
  readonly left?: string;
  readonly right?: string;
}

/** Asks for two sides of a prompt, as far as they are not known. */
export async function askPair(
  { registryHost }: CommandContext,
  { input, isInteractive }: Call<'compare'>,
  title = 'Compare',
): Promise<Pair | undefined> {
  const session = await registryHost.require();
  const ask =
    (field: 'left' | 'right') =>
    async ({ prompt = '' }: PairAnswers, place: Place) => {
      const options = { placeholder: `Choose the ${field} side`, working: true };
      const answer = await askVersion(session, place, prompt, options);
      return wrap(answer, side => ({ [field]: side === WORKING ? side : `${prompt}@${side}` }));
    };
  const done = await wizard<PairAnswers>(title, knownPair(input, isInteractive), [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.versions > 0) },
    { field: 'left', ask: ask('left') },
    { field: 'right', ask: ask('right') },
  ]);
  if (done?.left === undefined) return undefined;
  const prompt = done.prompt ?? '';
  const left = await session.registry.side(done.left, prompt);
  return { left, right: await session.registry.side(done.right ?? WORKING, left.prompt) };
}

function knownPair(input: InputOf<'compare'>, isInteractive: boolean): PairAnswers {
  const { left = input.ref, right } = input;
  // The prompt is asked for only where no side names it.
  const prompt = input.prompt ?? left;
  return { prompt, left, right: isInteractive ? right : (right ?? WORKING) };
}

function diffOf({ left, right }: Pair) {
  return diffInfo(named(left), named(right));
}
