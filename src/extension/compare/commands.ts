import type { CommandsOf } from '../shell/command';
import { compare, compareInEditor, compareWithPrevious, compareWithWorking } from './compare';
import { compareAll } from './compareAll';
import type { compareContributions } from './contributions';

export const compareCommands: CommandsOf<typeof compareContributions> = {
  compare,
  compareInEditor,
  compareWithPrevious,
  compareWithWorking,
  compareAll,
};
