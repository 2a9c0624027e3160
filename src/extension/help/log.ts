import type { Command } from '../shell/command';
import { log } from '../shell/log';

export const showLog: Command<'showLog'> = () => {
  log.show();
  return Promise.resolve(undefined);
};
