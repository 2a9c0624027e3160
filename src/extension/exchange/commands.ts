import type { CommandsOf } from '../shell/command';
import { importPrompts, exportVersion } from './exchange';
import type { exchangeContributions } from './contributions';

export const exchangeCommands: CommandsOf<typeof exchangeContributions> = {
  import: importPrompts,
  export: exportVersion,
};
