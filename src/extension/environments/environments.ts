import * as vscode from 'vscode';
import type { EnvironmentChange } from '../../core/ledger/environments/environmentChange';
import { tagNameProblem } from '../../core/base/names';
import { parseExperimentGate } from '../../core/ledger/environments/experimentGates';
import { findEnvironment, type Environment } from '../../core/ledger/environments/registryConfig';
import type { RegistrySession } from '../shell/session';
import type { InputOf } from '../features';
import { requireWritable, type Command, type CommandContext } from '../shell/command';
import { wrap } from '../shell/questions';
import { askText, BACK, pick, wizard, type Answer, type Choice, type Place } from '../shell/wizard';
import { tellInStatusBar } from '../shell/shown';

interface AddAnswers {
  readonly environment?: string;
  readonly position?: number;
}

/** Adds an environment to the pipeline. */
export const addEnvironment: Command<'addEnvironment'> = async (
  context,
  { input, isInteractive },
) => {
  const session = await requireWritable(context);
  const { environments } = await session.registry.config();
  const known: AddAnswers = isInteractive
    ? {}
    : { environment: input.environment, position: input.position ?? environments.length };
  const done = await wizard<AddAnswers>('Add Environment', known, [
    { field: 'environment', ask: (_, place) => askName(place, environments) },
    { field: 'position', ask: (_, place) => askPosition(place, environments) },
  ]);
  if (done?.environment === undefined) return undefined;
  const { environment, position } = done;
  return change(session, { kind: 'add', environment, position });
};

async function askName(
  place: Place,
  environments: readonly Environment[],
): Promise<Answer<{ environment: string }>> {
  const answer = await askText({
    ...place,
    prompt: 'The name of the environment is also the tag that applications ask for.',
    placeholder: 'canary',
    problem: text =>
      environments.some(({ name }) => name === text)
        ? `There is already an environment "${text}".`
        : tagNameProblem(text),
  });
  return wrap(answer, environment => ({ environment }));
}

async function askPosition(
  place: Place,
  environments: readonly Environment[],
): Promise<Answer<{ position: number }>> {
  const items = environments.map(({ name }, at): Choice<number> => ({
    label: `Before ${name}`,
    description:
      at === 0
        ? 'the pipeline begins with it'
        : `promoted from ${environments[at - 1]?.name ?? ''}`,
    value: at,
  }));
  const last = environments.at(-1)?.name;
  const end = {
    label: 'At the End',
    description: last === undefined ? '' : `promoted from ${last}`,
    value: items.length,
  };
  const answer = await pick({ ...place, placeholder: 'Choose its place', items: [end, ...items] });
  return wrap(answer, position => ({ position }));
}

/** Changes what registry.json says of an environment: protection, approvals, gates, its place. */
export const configureEnvironment: Command<'configureEnvironment'> = async (
  context,
  { input, isInteractive },
) => {
  const session = await requireWritable(context);
  if (!isInteractive) return configure(session, input);
  const environment = input.environment ?? (await askEnvironment(session));
  if (environment === undefined) return undefined;
  const { environments } = await session.registry.config();
  const found = findEnvironment({ environments }, environment);
  const title = `Configure ${environment}`;
  const items = changeChoices(found, environments);
  const answer = await pick({
    title,
    step: 1,
    totalSteps: 1,
    placeholder: 'Choose what to change',
    items,
  });
  if (answer === undefined || answer === BACK) return undefined;
  const wanted = typeof answer === 'function' ? await answer(title) : answer;
  return wanted === undefined ? undefined : change(session, wanted);
};

async function configure(
  session: RegistrySession,
  input: InputOf<'configureEnvironment'>,
): Promise<unknown> {
  const { environment = '', position, approvals, promoteFrom, gates } = input;
  if (input.remove === true) return change(session, { kind: 'remove', environment });
  const experiments = input.experiments?.map(parseExperimentGate);
  const set = { protected: input.protected, approvals, promoteFrom, gates, experiments };
  const isSet = Object.values(set).some(value => value !== undefined);
  if (position !== undefined) {
    const moved = await change(session, { kind: 'move', environment, position });
    if (!isSet) return moved;
  }
  return change(session, { kind: 'set', environment, ...set });
}

async function askEnvironment(session: RegistrySession): Promise<string | undefined> {
  const { environments } = await session.registry.config();
  const items = environments.map(({ name, protected: isProtected }) => ({
    label: name,
    description: isProtected ? 'protected' : '',
    value: name,
  }));
  const place = { title: 'Configure Environment', step: 1, totalSteps: 1 };
  const answer = await pick({ ...place, placeholder: 'Choose an environment', items });
  return answer === BACK ? undefined : answer;
}

/** A change, or a question whose answer gives one. */
type Wanted = EnvironmentChange | ((title: string) => Promise<EnvironmentChange | undefined>);

function changeChoices(
  environment: Environment,
  environments: readonly Environment[],
): Choice<Wanted>[] {
  return [
    ...ruleChoices(environment),
    {
      label: '$(arrow-right) Promote From…',
      description: `now ${environment.promoteFrom ?? 'nowhere'}`,
      value: title => askSource(title, environment, environments),
    },
    { label: 'Place in the Pipeline', kind: vscode.QuickPickItemKind.Separator },
    ...placeChoices(environment, environments),
  ];
}

function ruleChoices(environment: Environment): Choice<Wanted>[] {
  const { name, protected: isProtected, gates, approvals } = environment;
  const set = { kind: 'set', environment: name } as const;
  const protection: Choice<Wanted> = isProtected
    ? { label: '$(unlock) Unprotect', description: 'plain tags may move it' }
    : { label: '$(shield) Protect', description: 'only releases may move it' };
  const hasGate = gates.includes('samples');
  const gate: Choice<Wanted> = hasGate
    ? { label: '$(beaker-stop) Do Not Require Samples' }
    : {
        label: '$(beaker) Require All Samples to Render',
        description: 'checked before each promotion',
      };
  return [
    { ...protection, value: { ...set, protected: !isProtected } },
    {
      label: '$(pass) Required Approvals…',
      description: `now ${approvals}`,
      value: title => askApprovals(title, environment),
    },
    { ...gate, value: { ...set, gates: hasGate ? [] : ['samples'] } },
  ];
}

function placeChoices(
  { name }: Environment,
  environments: readonly Environment[],
): Choice<Wanted>[] {
  const at = environments.findIndex(other => other.name === name);
  const move = (label: string, position: number): Choice<Wanted>[] =>
    position < 0 || position >= environments.length
      ? []
      : [{ label, value: { kind: 'move', environment: name, position } }];
  return [
    ...move('$(arrow-up) Move Earlier', at - 1),
    ...move('$(arrow-down) Move Later', at + 1),
    {
      label: '$(trash) Remove from the Pipeline',
      description: 'its releases stay, its name becomes an ordinary tag',
      value: { kind: 'remove', environment: name },
    },
  ];
}

/** Approvals are asked of promotions alone, so a plain tag must not be a way around them. */
async function askApprovals(
  title: string,
  { name, approvals, protected: isProtected }: Environment,
): Promise<EnvironmentChange | undefined> {
  const answer = await askText({
    title,
    step: 1,
    totalSteps: 1,
    prompt: `How many people other than a version's author must approve it for ${name}?${isProtected ? '' : ' Asking for approvals protects it as well.'}`,
    value: String(approvals),
    problem: text =>
      /^\d{1,2}$/.test(text.trim()) ? undefined : 'Write a whole number from 0 to 99.',
  });
  if (answer === undefined || answer === BACK) return undefined;
  const count = Number(answer);
  const protection = count > 0 && !isProtected ? { protected: true } : {};
  return { kind: 'set', environment: name, approvals: count, ...protection };
}

async function askSource(
  title: string,
  { name }: Environment,
  environments: readonly Environment[],
): Promise<EnvironmentChange | undefined> {
  const items: Choice<string>[] = environments
    .filter(other => other.name !== name)
    .map(other => ({ label: other.name, value: other.name }));
  items.push({ label: 'Nowhere', description: 'a pipeline of its own begins here', value: '' });
  const place = {
    title,
    step: 1,
    totalSteps: 1,
    placeholder: `Choose what is promoted to ${name}`,
  };
  const answer = await pick({ ...place, items });
  if (answer === undefined || answer === BACK) return undefined;
  return { kind: 'set', environment: name, promoteFrom: answer === '' ? null : answer };
}

async function change(session: RegistrySession, wanted: EnvironmentChange): Promise<unknown> {
  const { environments } = await session.registry.changeEnvironments(wanted);
  const pipeline = environments.map(({ name }) => name).join(' → ');
  tellInStatusBar(`$(server-environment) ${pipeline}`, 5000);
  return environments.map(environment => ({
    ...environment,
    promoteFrom: environment.promoteFrom ?? null,
  }));
}

/** Opens registry.json, where the pipeline is written. */
export const openConfig: Command<'openConfig'> = async ({ registryHost }: CommandContext) => {
  const { root } = await registryHost.require();
  await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'registry.json'));
  return undefined;
};
