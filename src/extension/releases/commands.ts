import type { CommandsOf } from '../shell/command';
import { approve } from './approve';
import { promote } from './promote';
import { rollback } from './rollback';
import { promoteAll } from './promoteAll';
import { acceptChangelog, cancelChangelog } from './changelog';
import { releases, copyRelease, exportChangelog } from './releases';
import type { releasesContributions } from './contributions';

export const releasesCommands: CommandsOf<typeof releasesContributions> = {
  approve,
  promote,
  rollback,
  promoteAll,
  acceptChangelog,
  cancelChangelog,
  releases,
  copyRelease,
  exportChangelog,
};
