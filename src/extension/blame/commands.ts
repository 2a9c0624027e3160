import type { CommandsOf } from '../shell/command';
import { blame, showBlame, goToLineOrigin } from './lineOrigin';
import type { blameContributions } from './contributions';

export const blameCommands: CommandsOf<typeof blameContributions> = {
  blame,
  showBlame,
  goToLineOrigin,
};
