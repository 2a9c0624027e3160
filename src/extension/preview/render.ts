import type { Command } from '../shell/command';
import { givenPrompt } from '../shell/questions';

/** Renders a version for another program; shows the preview to a person. */
export const render: Command<'render'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  if (!isInteractive) {
    const { ref = input.prompt ?? '', values, sample, partial } = input;
    return session.registry.render({ ref, values, sample, partial });
  }
  const name = await givenPrompt(session, 'Preview Prompt', input.prompt);
  if (name === undefined) return undefined;
  context.surfaces.preview(name);
  return undefined;
};
