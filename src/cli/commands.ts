import type { CliCommand } from './command';
import { EXCHANGE_COMMANDS } from './declared/exchange';
import { ORDER_COMMANDS } from './declared/order';
import { READ_COMMANDS } from './declared/read';
import { RELEASE_COMMANDS } from './declared/release';
import { WRITE_COMMANDS } from './declared/write';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CliCommand[] = [
  ...WRITE_COMMANDS,
  ...READ_COMMANDS,
  ...RELEASE_COMMANDS,
  ...ORDER_COMMANDS,
  ...EXCHANGE_COMMANDS,
];
