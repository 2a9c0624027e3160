import type { Run } from '../command';
import { COMPLETION_SCRIPTS, type Shell } from '../completionScripts';

export const completion: Run<{ readonly shell: Shell }> = (_context, { shell }) => {
  const script = COMPLETION_SCRIPTS[shell];
  return Promise.resolve({ value: { shell, script }, text: script, isData: true });
};
