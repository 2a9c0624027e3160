import * as vscode from 'vscode';
import type { PromptSet } from '../../core/compare/telling/promptSets';
import { troublesOf } from '../../core/ledger/derive/troubles';
import type { SetChoice, SetSide } from '../../protocol/promptSets';
import { LATEST, revisionOf, revisionSide } from '../../registry/promptSets';
import { WORKING } from '../../registry/sides';
import { gitRevisions } from '../../store/gitDocuments';
import type { RegistrySession } from '../shell/session';
import { workingText } from './sides';

/** Everything that can be a side of a comparison of all prompts. */
export async function setChoices(session: RegistrySession): Promise<readonly SetChoice[]> {
  const { environments, others } = await session.registry.tagNames();
  // Git is asked only where a person trusts the folder; a side that needs it is refused elsewhere.
  const revisions = vscode.workspace.isTrusted ? await gitRevisions(session.root.fsPath) : [];
  const named = (kind: SetChoice['kind'], side: string, label: string) => ({ kind, side, label });
  return [
    named('registry', WORKING, 'Working documents'),
    named('registry', LATEST, 'Latest versions'),
    ...environments.map(name => named('environment', `@${name}`, name)),
    ...others.map(name => named('tag', `@${name}`, name)),
    ...revisions.map(name => named('git', revisionSide(name), name)),
  ];
}

/** Two sides of all prompts. */
export interface SetInput {
  readonly left: SetSide;
  readonly right: SetSide;
}

/** What two sides hold, without the prompts of which a damaged record leaves one in doubt. */
export interface ComparedSets {
  readonly left: PromptSet;
  readonly right: PromptSet;
  readonly leftOut: readonly LeftOutPrompt[];
}

/** A prompt that is not compared, and why. */
export interface LeftOutPrompt {
  readonly prompt: string;
  readonly sentence: string;
}

/** Both sides as they are now. Throws what reading them does. */
export async function comparedSets(
  session: RegistrySession,
  { left, right }: SetInput,
): Promise<ComparedSets> {
  const sides = await Promise.all([left, right].map(side => setSources(session, side)));
  const [before = new Map<string, string>(), after = before] = sides;
  const isVersions = [left, right].map(side => side !== WORKING && revisionOf(side) === undefined);
  // What is not there, because nobody knows what it is, was not removed.
  const isInDoubt = (prompt: string): boolean =>
    sides.some((side, at) => isVersions[at] === true && !side.has(prompt));
  const leftOut = activePrompts(session)
    .filter(({ prompt, problem }) => problem !== undefined && isInDoubt(prompt))
    .map(info => ({ prompt: info.prompt, sentence: troublesOf(info)[0]?.sentence ?? '' }));
  const without = new Set(leftOut.map(({ prompt }) => prompt));
  const kept = (set: PromptSet): PromptSet =>
    new Map([...set].filter(([prompt]) => !without.has(prompt)));
  return { left: kept(before), right: kept(after), leftOut };
}

function setSources(session: RegistrySession, side: SetSide): Promise<PromptSet> {
  const { queries, registry } = session;
  return registry.promptSet(side, {
    version: async ({ prompt, latest, tags, problem }, selector) => {
      const tagged = tags.find(({ tag }) => tag === selector)?.version;
      const id = (selector === LATEST ? latest?.id : tagged) ?? '';
      const source = queries.source(id);
      if (source !== undefined || problem !== undefined) return source;
      return (await registry.version(`${prompt}@${selector}`)).source;
    },
    working: prompts => workingSources(session, new Set(prompts)),
  });
}

async function workingSources(
  session: RegistrySession,
  prompts: ReadonlySet<string>,
): Promise<PromptSet> {
  const sources = new Map<string, string>();
  for (const { prompt } of await session.documents.list()) {
    if (prompts.has(prompt)) sources.set(prompt, await workingText(session, prompt));
  }
  return sources;
}

function activePrompts(session: RegistrySession) {
  return session.answers.prompts().filter(({ archived }) => !archived);
}

/** A side as a person calls it: `staging`, `working`, `main`. */
export function setLabel(side: SetSide): string {
  return side.replace(/^(?:@|git:)/, '');
}

/** The same side of one prompt, for the panel of one; absent where no version is meant. */
export function sideOfPrompt(
  session: RegistrySession,
  prompt: string,
  side: SetSide,
): string | undefined {
  if (side === WORKING || side.startsWith('@')) return side;
  return side === LATEST ? session.queries.prompt(prompt)?.latest?.id : undefined;
}
