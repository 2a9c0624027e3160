import type { Command } from '../shell/command';
import { statusOf } from '../prompts/prompts';
import { givenPrompt } from '../shell/questions';
import { READ_AT_MOST } from '../versions/list';

/** Shows the graph of a prompt's versions in a panel, and the version in it that was named. */
export const historyGraph: Command<'historyGraph'> = async (
  { registryHost, surfaces },
  { input, isInteractive },
) => {
  const session = await registryHost.require();
  const { ref } = input;
  const version = ref?.includes('@') === true ? await session.registry.version(ref) : undefined;
  const prompt = version?.prompt ?? input.prompt ?? ref;
  const name = await givenPrompt(session, 'Show History Graph', prompt);
  if (name === undefined) return undefined;
  statusOf(session, name);
  surfaces.history(name, version?.id);
  // A person sees them; a long history is not carried to and fro for nobody.
  return isInteractive ? undefined : session.answers.versions(name, READ_AT_MOST);
};
