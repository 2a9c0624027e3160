import type { CommandsOf } from '../shell/command';
import { sql } from './sql';
import type { queryContributions } from './contributions';

export const queryCommands: CommandsOf<typeof queryContributions> = { sql };
