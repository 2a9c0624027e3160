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
    load: async () => (await import('../commands/remotes')).list,
    commands: [
      command(remotes, {
        group: 'Exchange',
        name: 'remote list',
        load: async () => (await import('../commands/remotes')).list,
      }),
      command(addRemote, {
        group: 'Exchange',
        name: 'remote add',
        load: async () => (await import('../commands/remotes')).add,
      }),
      command(removeRemote, {
        group: 'Exchange',
        name: 'remote remove',
        load: async () => (await import('../commands/remotes')).remove,
      }),
      command(remoteStatus, {
        group: 'Exchange',
        name: 'remote status',
        args: { name: '<name>', prompts: PROMPTS },
        load: async () => (await import('../commands/remotes')).status,
      }),
    ],
  }),
  command(pull, {
    group: 'Exchange',
    args: { name: '<remote>', prompts: PROMPTS },
    options: { force: '--force' },
    load: async () => (await import('../commands/remotes')).pull,
  }),
  command(push, {
    group: 'Exchange',
    args: { name: '<remote>', prompts: '<prompt...>' },
    options: { yes: '-y, --yes' },
    load: async () => (await import('../commands/remotes')).push,
  }),
];
