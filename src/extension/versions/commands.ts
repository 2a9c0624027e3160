import type { CommandsOf } from '../shell/command';
import { commit, checkout, merge } from './commit';
import { history } from './list';
import { copyReference, copyId } from './copying';
import { commitAll, discard } from './commitAll';
import type { versionsContributions } from './contributions';

export const versionsCommands: CommandsOf<typeof versionsContributions> = {
  commit,
  checkout,
  merge,
  history,
  copyReference,
  copyId,
  commitAll,
  discard,
};
