import type { Command } from '../shell/command';
import { wizard } from '../shell/wizard';
import { askPrompt } from '../shell/questions';

/** Renders a version for another program; shows the preview to a person. */
export const render: Command<'render'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  if (!isInteractive) {
    const { ref = input.prompt ?? '', values, sample, partial } = input;
    return session.registry.render({ ref, values, sample, partial });
  }
  const done = await wizard('Preview Prompt', { prompt: input.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  context.surfaces.preview((await session.registry.prompt(done.prompt)).name);
  return undefined;
};
