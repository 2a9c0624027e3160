import type { CliCommand } from './command';
import { DEPLOY_COMMANDS } from './declared/deploy';
import { EXCHANGE_COMMANDS } from './declared/exchange';
import { ORDER_COMMANDS } from './declared/order';
import { READ_COMMANDS } from './declared/read';
import { RELEASE_COMMANDS } from './declared/release';
import { RUN_COMMANDS } from './declared/run';
import { REMOTE_COMMANDS } from './declared/remotes';
import { SAMPLE_COMMANDS } from './declared/samples';
import { WRITE_COMMANDS } from './declared/write';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CliCommand[] = [
  ...WRITE_COMMANDS,
  ...SAMPLE_COMMANDS,
  ...READ_COMMANDS,
  ...RUN_COMMANDS,
  ...RELEASE_COMMANDS,
  ...DEPLOY_COMMANDS,
  ...ORDER_COMMANDS,
  ...EXCHANGE_COMMANDS,
  ...REMOTE_COMMANDS,
];
