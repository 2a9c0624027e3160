import { audit, changelog } from '../../operations/declared/audit';
import {
  addEnvironment,
  configureEnvironment,
  deployments,
  environments,
  moveEnvironment,
  removeEnvironment,
  servedAt,
} from '../../operations/declared/environments';
import { count, oneOf } from '../../operations/schema';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { BEFORE, OUTPUT } from './parts';

/** What changes the pipeline in registry.json. */
const PIPELINE: readonly CliCommand[] = [
  command(addEnvironment, {
    group: 'Release',
    name: 'environments add',
    args: { environment: '<name>' },
    options: BEFORE,
    examples: [['environments add canary --before production', 'between staging and production']],
    load: async () => (await import('../commands/light')).add,
  }),
  command(configureEnvironment, {
    group: 'Release',
    name: 'environments set',
    options: {
      protected: '--protected',
      approvals: '--approvals <n>',
      promoteFrom: '--promote-from <environment>',
      gates: '--gate <gate>',
      experiments: '--experiment <name>',
    },
    without: {
      protected: ['--no-protected', 'plain tags may move it, too'],
      promoteFrom: ['--no-promote-from', 'begin a pipeline of its own'],
      gates: ['--no-gate', 'ask for nothing'],
      experiments: ['--no-experiment', 'ask for no experiment'],
    },
    load: async () => (await import('../commands/light')).set,
  }),
  command(moveEnvironment, {
    group: 'Release',
    name: 'environments move',
    options: BEFORE,
    load: async () => (await import('../commands/light')).move,
  }),
  command(removeEnvironment, {
    group: 'Release',
    name: 'environments remove',
    load: async () => (await import('../commands/light')).remove,
  }),
];

/** What is served, what was, and the pipeline. */
export const DEPLOY_COMMANDS: readonly CliCommand[] = [
  command(environments, {
    group: 'Release',
    summary: 'list the environments, or change them',
    load: async () => (await import('../commands/light')).environments,
    commands: PIPELINE,
  }),
  command(deployments, {
    group: 'Look back',
    args: { prompt: '[prompt]' },
    options: { environment: '-e, --environment <name>', behind: '--behind' },
    load: async () => (await import('../commands/light')).deployments,
  }),
  command(servedAt, {
    group: 'Look back',
    name: 'served',
    args: { environment: '<environment>', prompt: '[prompt]' },
    options: { at: '--at <time>', commit: '--git <revision>' },
    load: async () => (await import('../commands/light')).served,
  }),
  command(changelog, {
    group: 'Look back',
    options: { from: '--since <time>', to: '--until <time>', ...OUTPUT },
    load: async () => (await import('../commands/light')).changelog,
  }),
  command(audit, {
    group: 'Look back',
    args: { prompt: '[prompt]' },
    options: {
      environment: '-e, --environment <name>',
      kinds: '--kind <kind>',
      who: '--author <text>',
      text: '--grep <text>',
      from: '--since <time>',
      to: '--until <time>',
      limit: ['--limit <n>', count('at most so many')],
      format: ['-f, --format <format>', oneOf(['text', 'csv', 'json'], 'how to print it')],
      ...OUTPUT,
    },
    defaults: { format: 'text' },
    examples: [
      ['audit -e production --format csv -o audit.csv', 'all of production, for a spreadsheet'],
    ],
    load: async () => (await import('../commands/light')).audit,
  }),
];
