import type { CommandsOf } from '../shell/command';
import { verify } from './verify';
import { repair } from './repair';
import type { verifyContributions } from './contributions';

export const verifyCommands: CommandsOf<typeof verifyContributions> = { verify, repair };
