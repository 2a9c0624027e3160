import {
  addRemote,
  pull,
  push,
  remotes,
  remoteStatus,
  removeRemote,
} from '../../operations/declared/remotes';
import { command } from '../bind';
import type { CliCommand } from '../command';

const PROMPTS = '[prompt...]';

/** What syncs prompts with a server. */
export const REMOTE_COMMANDS: readonly CliCommand[] = [
  command(remotes, {
    group: 'Exchange',
    name: 'remote',
    summary: 'list the servers that prompts are synced with, or change them',
    examples: [['remote', 'where prompts are synced with']],
    load: async () => (await import('../commands/remotes')).list,
    commands: [
      command(remotes, {
        group: 'Exchange',
        name: 'remote list',
        examples: [['remote list --json', 'for a script']],
        load: async () => (await import('../commands/remotes')).list,
      }),
      command(addRemote, {
        group: 'Exchange',
        name: 'remote add',
        examples: [
          ['remote add phoenix phoenix http://localhost:6006', 'a Phoenix on this machine'],
        ],
        load: async () => (await import('../commands/remotes')).add,
      }),
      command(removeRemote, {
        group: 'Exchange',
        name: 'remote remove',
        examples: [['remote remove cloud', 'what was synced with it stays']],
        load: async () => (await import('../commands/remotes')).remove,
      }),
      command(remoteStatus, {
        group: 'Exchange',
        name: 'remote status',
        args: { name: '<name>', prompts: PROMPTS },
        examples: [['remote status cloud', 'what each side lacks']],
        load: async () => (await import('../commands/remotes')).status,
      }),
    ],
  }),
  command(pull, {
    group: 'Exchange',
    args: { name: '<remote>', prompts: PROMPTS },
    options: { force: '--force' },
    examples: [
      ['pull cloud', 'every prompt that it has'],
      ['pull cloud support/greeting', 'one of them'],
    ],
    load: async () => (await import('../commands/remotes')).pull,
  }),
  command(push, {
    group: 'Exchange',
    args: { name: '<remote>', prompts: '<prompt...>' },
    options: { yes: '-y, --yes' },
    examples: [['push cloud support/greeting --yes', 'labels of protected environments, too']],
    load: async () => (await import('../commands/remotes')).push,
  }),
];
