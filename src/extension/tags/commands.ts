import type { CommandsOf } from '../shell/command';
import { tag, untag } from './tags';
import type { tagsContributions } from './contributions';

export const tagsCommands: CommandsOf<typeof tagsContributions> = { tag, untag };
