import type { CommandsOf } from '../shell/command';
import { showLog } from './log';
import { openGuide } from './guide';
import type { helpContributions } from './contributions';

export const helpCommands: CommandsOf<typeof helpContributions> = { showLog, openGuide };
