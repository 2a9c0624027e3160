import type { Command } from '../shell/command';
import { statusOf } from '../prompts/prompts';
import { askPrompt } from '../shell/questions';
import { wizard } from '../shell/wizard';

/** As many as anybody reads: a list beyond that is a matter for SQL. */
const ALL = 10_000;

/** Shows the graph of a prompt's versions in a panel, and the version in it that was named. */
export const historyGraph: Command = async (
  { registryHost, surfaces },
  { answers, isInteractive },
) => {
  const session = await registryHost.require();
  const { ref } = answers;
  const version = ref?.includes('@') === true ? await session.registry.version(ref) : undefined;
  const prompt = version?.prompt ?? answers.prompt ?? ref;
  const done = await wizard('Show History Graph', { prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  statusOf(session, name);
  surfaces.history(name, version?.id);
  // A person sees them; a long history is not carried to and fro for nobody.
  return isInteractive ? undefined : session.answers.versions(name, { limit: ALL });
};
