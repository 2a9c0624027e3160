import type { CommandsOf } from '../shell/command';
import { deployments, servedAt } from './served';
import { addEnvironment, configureEnvironment, openConfig } from './environments';
import type { environmentsContributions } from './contributions';

export const environmentsCommands: CommandsOf<typeof environmentsContributions> = {
  deployments,
  servedAt,
  addEnvironment,
  configureEnvironment,
  openConfig,
};
