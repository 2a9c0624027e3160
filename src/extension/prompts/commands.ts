import type { CommandsOf } from '../shell/command';
import { initialize, switchRegistry, newPrompt, open, openVersion } from './prompts';
import { rename, archive, restore, describe } from './details';
import { search, status } from './search';
import { dependents } from './dependents';
import { refresh } from './refresh';
import type { promptsContributions } from './contributions';

export const promptsCommands: CommandsOf<typeof promptsContributions> = {
  initialize,
  switchRegistry,
  newPrompt,
  open,
  openVersion,
  rename,
  archive,
  restore,
  describe,
  search,
  dependents,
  status,
  refresh,
};
