import type { CommandsOf } from '../shell/command';
import { historyGraph } from './openHistory';
import type { historyContributions } from './contributions';

export const historyCommands: CommandsOf<typeof historyContributions> = { historyGraph };
