import type { Command } from '../shell/command';
import { givenPrompt } from '../shell/questions';

/** Renders a version for another program; shows the preview to a person. */
export const render: Command = async (context, { answers, isInteractive }) => {
  const session = await context.registryHost.require();
  if (!isInteractive) {
    const { ref = answers.prompt ?? '', values, sample } = answers;
    return session.registry.render({ ref, values, sample });
  }
  const name = await givenPrompt(session, 'Preview Prompt', answers.prompt);
  if (name === undefined) return undefined;
  context.surfaces.preview(name);
  return undefined;
};
