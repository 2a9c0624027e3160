import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { promptNameProblem, tagNameProblem } from '../../core/base/names';
import type { Environment } from '../../core/ledger/environments/registryConfig';
import { byWhom, subject, tagSummary, versionDetail, versionLabel } from './format';
import { troublesOf, troubleWords } from '../../core/ledger/derive/troubles';
import type { RegistrySession } from './session';
import { newestText } from '../prompts/promptItem';
import { askText, BACK, pick, wizard, type Answer, type Choice, type Place } from './wizard';
import type { PromptInfo, TagInfo, VersionInfo } from '../../core/ledger/derive/model';

/** How many versions a list offers; older ones are reached by typing their id. */
const VERSIONS_OFFERED = 200;

/** Asks for a prompt. */
export async function askPrompt(
  session: RegistrySession,
  place: Place,
  isOffered: (info: PromptInfo) => boolean = () => true,
): Promise<Answer<{ prompt: string }>> {
  const items = session.answers
    .prompts()
    .filter(info => !info.archived && isOffered(info))
    .map(promptChoice);
  const answer = await pick({ ...place, placeholder: 'Choose a prompt', items });
  return wrap(answer, prompt => ({ prompt }));
}

/**
 * The current name of a prompt that is given, or else asked for as the only thing; `undefined` where the person
 * gave up.
 */
export async function givenPrompt(
  session: RegistrySession,
  title: string,
  prompt: string | undefined,
  isOffered?: (info: PromptInfo) => boolean,
): Promise<string | undefined> {
  const done = await wizard(title, { prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, isOffered) },
  ]);
  return done?.prompt === undefined ? undefined : (await session.registry.prompt(done.prompt)).name;
}

/** A prompt to choose, with how it stands and what is wrong with it; its value is its name. */
export function promptChoice(info: PromptInfo): Choice<string> {
  const troubles = troublesOf(info);
  const state = info.state === 'clean' ? '' : info.state;
  const facts = [newestText(info), state, ...troubleWords(troubles)];
  const [worst] = troubles;
  return {
    label: info.prompt,
    description: facts.filter(fact => fact !== '').join(' · '),
    detail: worst === undefined ? tagSummary(info.tags, []) : worst.sentence,
    iconPath: new vscode.ThemeIcon(worst === undefined ? 'note' : 'warning'),
    value: info.prompt,
  };
}

/** Asks for a version of a prompt, as a reference. */
export async function askVersion(
  session: RegistrySession,
  place: Place,
  prompt: string,
  options: { placeholder: string; working?: boolean } = { placeholder: 'Choose a version' },
): Promise<Answer<string>> {
  const versions = session.answers.versions(prompt, { limit: VERSIONS_OFFERED });
  const working: Choice<string>[] =
    options.working === true
      ? [{ label: 'Working document', iconPath: new vscode.ThemeIcon('edit'), value: 'working' }]
      : [];
  return pick({
    ...place,
    placeholder: options.placeholder,
    items: [...working, ...versions.map(versionChoice)],
  });
}

/** Asks for a version of a prompt, for who goes on with a reference to it. */
export async function askReference(
  session: RegistrySession,
  place: Place,
  prompt: string,
  placeholder?: string,
): Promise<Answer<{ ref: string }>> {
  const options = placeholder === undefined ? undefined : { placeholder };
  const answer = await askVersion(session, place, prompt, options);
  return wrap(answer, id => ({ ref: `${prompt}@${id}` }));
}

/** A version to choose; its value is its id. */
export function versionChoice(version: VersionInfo): Choice<string> {
  return {
    label: `v${version.number}  ${subject(version.message)}`,
    description: versionDetail(version),
    iconPath: new vscode.ThemeIcon('git-commit'),
    value: version.id,
  };
}

/** Asks for a tag: an environment, one of the prompt's tags, or a new name. */
export async function askTag(
  session: RegistrySession,
  place: Place,
  prompt: string,
): Promise<Answer<{ tag: string }>> {
  const tags = session.answers.tags(prompt);
  const { environments } = await session.registry.config();
  const isEnvironment = (name: string): boolean => environments.some(item => item.name === name);
  const others = tags.filter(info => !isEnvironment(info.tag));
  const items: Choice<string>[] = [
    { label: 'Environments', kind: vscode.QuickPickItemKind.Separator },
    ...environments.map(item => environmentChoice(item, tags)),
    { label: 'Tags', kind: vscode.QuickPickItemKind.Separator },
    ...others.map(tagChoice),
  ];
  const known = new Set([...environments.map(item => item.name), ...others.map(info => info.tag)]);
  const answer = await pick({
    ...place,
    placeholder: 'Choose a tag, or type the name of a new one',
    items,
    typed: text =>
      text === '' || known.has(text) ? undefined : newChoice('tag', text, tagNameProblem(text)),
  });
  return wrap(answer, tag => ({ tag }));
}

/** An environment to choose, with what it serves now. */
export function environmentChoice(
  environment: Environment,
  tags: readonly TagInfo[],
): Choice<string> {
  const info = tags.find(tag => tag.tag === environment.name);
  const serves =
    info === undefined ? 'serves nothing yet' : `now ${versionLabel(info)}, ${byWhom(info)}`;
  return {
    label: environment.name,
    description: environment.protected ? `${serves} · protected: promote to it` : serves,
    iconPath: new vscode.ThemeIcon(environment.protected ? 'shield' : 'server-environment'),
    value: environment.name,
  };
}

/** Asks for an environment that something can be promoted to. */
export async function askPromotionTarget(
  session: RegistrySession,
  place: Place,
  prompt?: string,
): Promise<Answer<{ environment: string }>> {
  const { environments } = await session.registry.config();
  const tags = prompt === undefined ? undefined : session.answers.tags(prompt);
  const items = environments
    .filter(environment => environment.promoteFrom !== undefined)
    .map((environment): Choice<string> => {
      const icon = environment.protected ? 'shield' : 'server-environment';
      const plain = {
        label: environment.name,
        iconPath: new vscode.ThemeIcon(icon),
        value: environment.name,
      };
      const choice = tags === undefined ? plain : environmentChoice(environment, tags);
      return { ...choice, detail: `from ${String(environment.promoteFrom)}` };
    });
  const answer = await pick({ ...place, placeholder: 'Choose where to promote to', items });
  return wrap(answer, environment => ({ environment }));
}

function tagChoice(info: TagInfo): Choice<string> {
  const now = `now ${versionLabel(info)}, ${byWhom(info)}`;
  return {
    label: info.tag,
    description: info.immutable ? `${now} · immutable` : now,
    iconPath: new vscode.ThemeIcon(info.immutable ? 'lock' : 'tag'),
    value: info.tag,
  };
}

/** What is typed, as something new or with the reason why it cannot be that. */
export function newChoice(what: string, text: string, problem: string | undefined): Choice<string> {
  return problem === undefined
    ? { label: `$(add) New ${what} "${text}"`, alwaysShow: true, value: text }
    : { label: `$(error) ${problem}`, alwaysShow: true };
}

/** Asks for the name of a new prompt, checked as it is typed. `folder` stands before the cursor. */
export async function askNewName(
  session: RegistrySession,
  place: Place,
  folder: string,
): Promise<Answer<string>> {
  const taken = new Set(session.answers.prompts().map(info => info.prompt));
  return askText({
    ...place,
    prompt: 'Lower-case letters, digits, "-" and "_"; "/" makes folders.',
    placeholder: 'support/greeting',
    value: folder === '' ? '' : `${folder}/`,
    isBeginning: true,
    problem: text =>
      taken.has(text) ? `There is already a prompt "${text}".` : promptNameProblem(text),
  });
}

/** Asks for the name of a new sample, checked as it is typed; `undefined` where the person gave up. */
export async function askSampleName(
  session: RegistrySession,
  prompt: string,
): Promise<string | undefined> {
  const names = await session.documents.samples(prompt);
  const answer = await askText({
    title: 'Save Sample As',
    step: 1,
    totalSteps: 1,
    prompt: `Name of the new sample of ${prompt}: lower-case letters, digits, "-" and "_".`,
    placeholder: 'late-parcel',
    problem: text =>
      names.includes(text) ? `There is already a sample "${text}".` : sampleNameProblem(text),
  });
  return answer === BACK ? undefined : answer;
}

/** Asks for a sample of a prompt. Throws `sample-not-found` where it has none. */
export async function askSample(
  session: RegistrySession,
  place: Place,
  prompt: string,
): Promise<Answer<{ sample: string }>> {
  const names = await session.documents.samples(prompt);
  if (names.length === 0) {
    throw new LedgerError(
      'sample-not-found',
      { prompt, samples: [] },
      `"${prompt}" has no sample yet. Make one with "Edit Sample".`,
    );
  }
  const items = names.map(name => ({ label: name, value: name }));
  const answer = await pick({ ...place, placeholder: 'Choose a sample', items });
  return wrap(answer, sample => ({ sample }));
}

/** Why a text is no name of a sample, as a sentence. */
export function sampleNameProblem(text: string): string | undefined {
  return text.includes('/') ? 'A sample name holds no "/".' : promptNameProblem(text);
}

/** The folders of prompts, for a new one to lie in. */
export function folderChoices(session: RegistrySession): Choice<string>[] {
  const folders = session.answers.prompts().flatMap(({ prompt }) => {
    const parts = prompt.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
  return [
    {
      label: 'No folder',
      description: 'at the top',
      iconPath: new vscode.ThemeIcon('root-folder'),
      value: '',
    },
    ...[...new Set(folders)].sort().map((path): Choice<string> => ({
      label: path,
      iconPath: new vscode.ThemeIcon('folder'),
      value: path,
    })),
  ];
}

/** Turns an answer into what it fills in, and leaves "back" and "given up" as they are. */
export function wrap<T, U>(answer: Answer<T>, toFields: (value: T) => U): Answer<U> {
  if (answer === undefined) return undefined;
  // Compared as unknown: the compiler cannot tell a general T from the symbol.
  return (answer as unknown) === BACK ? BACK : toFields(answer as T);
}
