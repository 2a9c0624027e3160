import { isSomebodyElse } from '../../core/ledger/plan/approvals';
import { findEnvironment, type Environment } from '../../core/ledger/environments/registryConfig';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command } from '../shell/command';
import { askPrompt, askReference, wrap } from '../shell/questions';
import { askText, pick, wizard, type Answer, type Choice, type Place } from '../shell/wizard';
import { tellInStatusBar, tellInformation } from '../shell/shown';

interface ApproveAnswers {
  readonly prompt?: string;
  readonly ref?: string;
  readonly environment?: string;
  readonly note?: string;
}

/** Approves a version for an environment. */
export const approve: Command<'approve'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const known: ApproveAnswers = {
    prompt: input.prompt ?? input.ref,
    ref: input.ref,
    environment: input.environment,
    note: isInteractive ? input.note : (input.note ?? ''),
  };
  const done = await wizard<ApproveAnswers>('Approve Version', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.versions > 0) },
    { field: 'ref', ask: ({ prompt: name = '' }, place) => askReference(session, place, name) },
    { field: 'environment', ask: ({ ref = '' }, place) => askEnvironment(session, place, ref) },
    { field: 'note', ask: (state, place) => askNote(session, place, state) },
  ]);
  if (done?.ref === undefined || done.environment === undefined) return undefined;
  const { ref, environment, note } = done;
  const version = await session.registry.approve({ ref, environment, note });
  if (isInteractive) await tell(session, ref, environment);
  return version;
};

async function askEnvironment(
  session: RegistrySession,
  place: Place,
  ref: string,
): Promise<Answer<{ environment: string }>> {
  const { environments } = await session.registry.config();
  const items = await Promise.all(
    [...environments]
      .sort((left, right) => right.approvals - left.approvals)
      .map(environment => environmentChoice(session, ref, environment)),
  );
  const answer = await pick({ ...place, placeholder: 'Choose where it may go', items });
  return wrap(answer, environment => ({ environment }));
}

async function environmentChoice(
  session: RegistrySession,
  ref: string,
  { name }: Environment,
): Promise<Choice<string>> {
  const { needed, given } = await session.registry.approvals({ ref, environment: name });
  const names = given.map(({ author }) => author.name).join(', ');
  const stand = needed === 0 ? 'needs no approval' : `${given.length} of ${needed} given`;
  return { label: name, description: names === '' ? stand : `${stand}: ${names}`, value: name };
}

async function askNote(
  session: RegistrySession,
  place: Place,
  { ref = '', environment = '' }: ApproveAnswers,
): Promise<Answer<{ note: string }>> {
  const { prompt, number } = await session.registry.version(ref);
  findEnvironment(await session.registry.config(), environment);
  const answer = await askText({
    ...place,
    title: `Approve ${prompt} v${number} for ${environment}`,
    prompt: 'A note for others. Enter records your approval.',
    placeholder: 'Optional',
  });
  return wrap(answer, note => ({ note }));
}

/** An approval by the author is recorded, and counts for nothing: that must not surprise later. */
async function tell(session: RegistrySession, ref: string, environment: string): Promise<void> {
  const state = await session.registry.approvals({ ref, environment });
  const { needed, given, missing } = state;
  const stand = missing === 0 ? 'It can be promoted.' : `${missing} more needed.`;
  const counted = `${given.length} of ${needed} approvals for ${environment}. ${stand}`;
  tellInStatusBar(`$(pass) ${counted}`, 6000);
  const me = await session.whoAmI();
  if (needed === 0 || isSomebodyElse(me, state.author)) return;
  void tellInformation(`Recorded, but it does not count: you wrote this version. ${counted}`);
}
