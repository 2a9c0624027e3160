import { Option } from 'commander';
import { EVENT_KINDS } from '../../core/ledger/audit/events';
import { GATES } from '../../core/ledger/environments/registryConfig';
import type { CliCommand } from '../command';
import { choices, count, ENVIRONMENT, PROMPT, TIME } from './parts';

const NAME = 'name of the environment';

/** What changes the pipeline in registry.json. */
const PIPELINE: readonly CliCommand[] = [
  {
    name: 'add',
    group: 'Release',
    summary: 'add an environment to the pipeline',
    declare: parser =>
      parser
        .argument('<name>', 'its name, which is also the tag that applications ask for')
        .option('--before <environment>', 'stand before this one; at the end without'),
    examples: [['environments add canary --before production', 'between staging and production']],
    load: async () => (await import('../commands/light')).add,
  },
  {
    name: 'set',
    group: 'Release',
    summary: 'change what an environment asks of a promotion',
    declare: parser =>
      parser
        .argument('<environment>', NAME)
        .option('--protected', 'only releases may move it')
        .option('--no-protected', 'plain tags may move it, too')
        .option('--approvals <n>', 'how many other people must approve a version', count)
        .option('--promote-from <environment>', 'where its versions come from')
        .option('--no-promote-from', 'begin a pipeline of its own')
        .addOption(choices('--gate <gate>', 'what a version must pass; repeatable', GATES))
        .option('--no-gate', 'ask for nothing'),
    examples: [
      ['environments set staging --protected --approvals 1', 'only what somebody approved'],
      ['environments set production --gate samples', 'only what renders with all samples'],
    ],
    load: async () => (await import('../commands/light')).set,
  },
  {
    name: 'move',
    group: 'Release',
    summary: 'give an environment another place in the pipeline',
    declare: parser =>
      parser
        .argument('<environment>', NAME)
        .option('--before <environment>', 'stand before this one; at the end without'),
    examples: [['environments move production', 'to the end']],
    load: async () => (await import('../commands/light')).move,
  },
  {
    name: 'remove',
    group: 'Release',
    summary: 'take an environment out of the pipeline; its tags and releases stay',
    declare: parser => parser.argument('<environment>', NAME),
    examples: [['environments remove development', 'the pipeline begins with staging']],
    load: async () => (await import('../commands/light')).remove,
  },
];

/** What is served, what was, and the pipeline. */
export const DEPLOY_COMMANDS: readonly CliCommand[] = [
  {
    name: 'environments',
    group: 'Release',
    summary: 'list the environments, or change them',
    declare: parser => parser,
    examples: [['environments', 'the pipeline, and what protects it']],
    load: async () => (await import('../commands/light')).environments,
    commands: PIPELINE,
  },
  {
    name: 'deployments',
    group: 'Look back',
    summary: 'tell what every environment serves, and how far it is behind',
    declare: parser =>
      parser
        .argument('[prompt]', PROMPT)
        .option('-e, --environment <name>', 'only this one')
        .option('--behind', 'only what is behind the environment before'),
    examples: [
      ['deployments', 'everything'],
      ['deployments --behind -e production', 'what waits to be promoted to production'],
    ],
    load: async () => (await import('../commands/light')).deployments,
  },
  {
    name: 'served',
    group: 'Look back',
    summary: 'tell what an environment served at a time, or as of a commit of git',
    declare: parser =>
      parser
        .argument('<environment>', `${ENVIRONMENT}; any tag will do`)
        .argument('[prompt]', PROMPT)
        .option('--at <time>', `at this time; now without: ${TIME}`)
        .option('--git <revision>', 'as the records of this commit say'),
    examples: [
      ['served production --at "3 weeks ago"', 'what users got then'],
      ['served production support/greeting --at 2026-10-05', 'of one prompt, at the end of a day'],
    ],
    load: async () => (await import('../commands/light')).served,
  },
  {
    name: 'changelog',
    group: 'Look back',
    summary: 'print the changelog of an environment as Markdown',
    declare: parser =>
      parser
        .argument('<environment>', ENVIRONMENT)
        .option('--since <time>', `from this time on: ${TIME}`)
        .option('--until <time>', 'until this time')
        .option('-o, --output <file>', 'write to a file; - is stdout'),
    examples: [['changelog production --since 2026-10-01', 'what production got since October']],
    load: async () => (await import('../commands/light')).changelog,
  },
  {
    name: 'audit',
    group: 'Look back',
    summary: 'list everything that happened, newest first',
    declare: parser =>
      parser
        .argument('[prompt]', PROMPT)
        .option('-e, --environment <name>', 'only what is about this tag or environment')
        .addOption(choices('--kind <kind>', 'only this; repeatable', EVENT_KINDS))
        .option('--author <text>', 'by somebody whose name or e-mail holds this')
        .option('--grep <text>', 'with this in what was written')
        .option('--since <time>', `from this time on: ${TIME}`)
        .option('--until <time>', 'until this time')
        .option('--limit <n>', 'at most so many', count)
        .addOption(
          new Option('-f, --format <format>', 'how to print it')
            .choices(['text', 'csv', 'json'])
            .default('text'),
        )
        .option('-o, --output <file>', 'write to a file; - is stdout'),
    examples: [
      ['audit --kind rollback --since "6 months ago"', 'what was taken back, and why'],
      ['audit -e production --format csv -o audit.csv', 'all of production, for a spreadsheet'],
    ],
    load: async () => (await import('../commands/light')).audit,
  },
];
