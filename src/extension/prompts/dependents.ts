import * as vscode from 'vscode';
import type { Dependent } from '../../registry/dependents';
import type { Command } from '../shell/command';
import { askPrompt } from '../shell/questions';
import { pick, wizard, type Choice } from '../shell/wizard';
import { open } from './prompts';

/** Tells which prompts include a prompt; a person chooses one to open it. */
export const dependents: Command<'dependents'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  const done = await wizard('Show Dependents', { prompt: input.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const found = await session.registry.dependents(done.prompt);
  if (isInteractive) {
    const title =
      found.length === 0 ? `Nothing includes ${done.prompt}` : `Includes ${done.prompt}`;
    const place = { title, step: 1, totalSteps: 1, placeholder: 'Choose what to open' };
    const chosen = await pick({ ...place, items: found.map(choiceOf) });
    if (typeof chosen === 'string')
      await open(context, { input: { prompt: chosen }, isInteractive });
  }
  return found;
};

function choiceOf({ prompt, reference, line }: Dependent): Choice<string> {
  const iconPath = new vscode.ThemeIcon('note');
  return { label: prompt, description: `line ${line}`, detail: reference, iconPath, value: prompt };
}
