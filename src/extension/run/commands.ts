import type { Command, CommandsOf } from '../shell/command';
import { requireTrust } from '../shell/trust';
import { givenPrompt } from '../shell/questions';
import { answerInfo } from '../../registry/storedAnswers';
import { sampleValues } from '../../registry/render';
import { requestOf, runTarget, textTarget } from '../../registry/runTarget';
import type { runContributions } from './contributions';

/** Asks a model for another program; shows the preview to a person, and runs there. */
const run: Command<'run'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  if (isInteractive) {
    const name = await givenPrompt(session, 'Run Prompt', input.prompt);
    if (name !== undefined) context.surfaces.run(name, input.sample);
    return undefined;
  }
  requireTrust();
  const { ref = input.prompt ?? '', source, values, sample, model, parameters } = input;
  const target =
    source === undefined
      ? await runTarget(session.ledger, ref)
      : await textTarget(session.ledger, ref, source);
  const saved =
    sample === undefined ? {} : await sampleValues(session.ledger, target.prompt, sample);
  const request = requestOf(target, { ...saved, ...values }, { model, parameters });
  const { signal } = new AbortController();
  const question = { target, request, sample: sample ?? null, row: null };
  const { runs } = context.surfaces.runHost.runsOf(session);
  const answered = await runs.ask(question, { signal, again: input.again });
  return answerInfo(session.ledger, answered);
};

const setProviderKey: Command<'setProviderKey'> = async context => {
  await context.surfaces.runHost.setKey(undefined);
  return undefined;
};

export const runCommands: CommandsOf<typeof runContributions> = { run, setProviderKey };
