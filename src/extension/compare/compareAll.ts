import { LATEST } from '../../registry/promptSets';
import { WORKING } from '../../registry/sides';
import { comparePromptSets } from './promptSetPanel';
import type { Command } from '../shell/command';

/**
 * Compares all prompts at once: the working documents with the latest versions, or any two of
 * `working`, `latest`, `@<tag>`, `git:<revision>`. Resolves to the prompts that differ.
 */
export const compareAll: Command<'compareAll'> = async (context, { input, isInteractive }) => {
  const { left = LATEST, right = WORKING } = isInteractive ? {} : input;
  const differences = await comparePromptSets(context.registryHost, { left, right });
  context.surfaces.compareAll(left, right);
  return differences;
};
