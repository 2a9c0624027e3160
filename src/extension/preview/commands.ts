import type { CommandsOf } from '../shell/command';
import { render } from './render';
import { editSample, renderSamples, compareRendered } from './samples';
import type { previewContributions } from './contributions';

export const previewCommands: CommandsOf<typeof previewContributions> = {
  render,
  editSample,
  renderSamples,
  compareRendered,
};
