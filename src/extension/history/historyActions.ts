import * as vscode from 'vscode';
import type { HistoryAction } from '../../protocol/history';

/** Does what a person asked for and says what happened, if that cannot be seen. */
export async function act(prompt: string, action: HistoryAction): Promise<string> {
  const ref = (side: string): string => (side === 'working' ? side : `${prompt}@${side}`);
  switch (action.kind) {
    case 'compare': {
      const command = action.in === 'panel' ? 'compare' : 'compareInEditor';
      await run(command, { left: ref(action.left), right: ref(action.right) });
      return '';
    }
    case 'open':
      if (action.id === 'working') await run('open', { prompt });
      else await run('openVersion', { ref: ref(action.id) });
      return '';
    case 'copyReference':
      return `Copied ${String(await run('copyReference', { ref: ref(action.id) }))}.`;
  }
}

function run(command: string, argument: object): Thenable<unknown> {
  return vscode.commands.executeCommand(`promptLedger.${command}`, argument);
}
