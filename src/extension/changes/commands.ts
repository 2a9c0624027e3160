import type { CommandsOf } from '../shell/command';
import { changesSince, acceptChange, revertChange, toggleRemovedText } from './changes';
import type { changesContributions } from './contributions';

export const changesCommands: CommandsOf<typeof changesContributions> = {
  changesSince,
  acceptChange,
  revertChange,
  toggleRemovedText,
};
