import * as vscode from 'vscode';
import type { Dependent } from '../../registry/dependents';
import type { Command } from '../shell/command';
import { givenPrompt } from '../shell/questions';
import { type Choice, pick } from '../shell/wizard';
import { open } from './prompts';

/** Tells which prompts include a prompt; a person chooses one to open it. */
export const dependents: Command<'dependents'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  const name = await givenPrompt(session, 'Show Dependents', input.prompt);
  if (name === undefined) return undefined;
  const found = await session.registry.dependents(name);
  if (isInteractive) {
    const title = found.length === 0 ? `Nothing includes ${name}` : `Includes ${name}`;
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
