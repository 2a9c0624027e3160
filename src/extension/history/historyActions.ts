import * as vscode from 'vscode';
import type { HistoryPair } from '../../protocol/history';

/** What a person does with the versions of a prompt; each says what came of it, if nobody sees that. */
export function actionsOn(prompt: () => string): {
  compare(pair: HistoryPair): Promise<string>;
  open(id: string): Promise<string>;
  copyReference(id: string): Promise<string>;
} {
  const ref = (side: string): string => (side === 'working' ? side : `${prompt()}@${side}`);
  return {
    compare: async ({ left, right, in: place }) => {
      const command = place === 'panel' ? 'compare' : 'compareInEditor';
      await run(command, { left: ref(left), right: ref(right) });
      return '';
    },
    open: async id => {
      if (id === 'working') await run('open', { prompt: prompt() });
      else await run('openVersion', { ref: ref(id) });
      return '';
    },
    copyReference: async id => `Copied ${String(await run('copyReference', { ref: ref(id) }))}.`,
  };
}

function run(command: string, argument: object): Thenable<unknown> {
  return vscode.commands.executeCommand(`promptLedger.${command}`, argument);
}
