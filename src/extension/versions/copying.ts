import type { Command } from '../shell/command';
import * as vscode from 'vscode';
import { tellInStatusBar } from '../shell/shown';
import type { RegistrySession } from '../shell/session';

/** Copies a reference that an application can fetch: `support/greeting@production`. */
export const copyReference: Command<'copyReference'> = async ({ registryHost }, { input }) => {
  const session = await registryHost.require();
  const { ref, prompt = '', tag } = input;
  const text =
    tag !== undefined
      ? `${prompt}@${tag}`
      : ref !== undefined
        ? await referenceTo(session, ref)
        : prompt;
  await vscode.env.clipboard.writeText(text);
  tellInStatusBar(`$(copy) Copied ${text}`, 4000);
  return text;
};

/** By number, as people say it; by id where two branches made the same number. */
async function referenceTo({ registry }: RegistrySession, ref: string): Promise<string> {
  const { prompt, number, id } = await registry.version(ref);
  const { state } = await registry.prompt(prompt);
  const isOnly = [...state.versions.values()].filter(item => item.number === number).length === 1;
  return `${prompt}@${isOnly ? number : id}`;
}

/** Copies the id of a version: what never moves. */
export const copyId: Command<'copyId'> = async ({ registryHost }, { input }) => {
  const session = await registryHost.require();
  const { id } = await session.registry.version(input.ref ?? input.prompt ?? '');
  await vscode.env.clipboard.writeText(id);
  tellInStatusBar(`$(copy) Copied ${id.slice(0, 8)}…`, 4000);
  return id;
};
