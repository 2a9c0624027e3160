import { LedgerError } from '../../core/base/errors';
import { lineOfLoss, type Loss } from '../../interop/loss';
import type * as operations from '../../operations/declared/remotes';
import type { InputFor } from '../../operations/operation';
import { connect, requireKind, requireUrl } from '../../remotes/connect';
import { chosenThere, pullPrompt, pushPrompt, syncStatus, type Synced } from '../../remotes/sync';
import * as files from '../../store/remoteFiles';
import type { Context, Run } from '../command';
import type { Style } from '../style';

export const list: Run<InputFor<typeof operations.remotes>> = async context => {
  const { root } = await context.read();
  const value = await files.listRemotes(root);
  const none = 'There is no remote. Name one with: promptledger remote add <name> <kind> <url>\n';
  const text = (style: Style): string =>
    value.map(({ name, kind, url }) => `${style.bold(name)} ${kind} ${url}\n`).join('');
  return { value, text: style => (value.length === 0 ? none : text(style)) };
};

export const add: Run<InputFor<typeof operations.addRemote>> = async (context, given) => {
  const { root, ledger } = await context.read();
  await ledger.config();
  const remote = { name: given.name, kind: requireKind(given.kind), url: requireUrl(given.url) };
  await files.writeRemote(root, remote);
  return { value: remote, text: `"${remote.name}" is ${remote.kind} at ${remote.url}.\n` };
};

export const remove: Run<InputFor<typeof operations.removeRemote>> = async (context, { name }) => {
  const { root, ledger } = await context.read();
  await ledger.config();
  const remote = await requireRemote(root, name);
  await files.removeRemote(root, name);
  return { value: remote, text: `"${name}" is no remote any more.\n` };
};

export const status: Run<InputFor<typeof operations.remoteStatus>> = async (context, given) => {
  const value = await each(context, given, 'Asking…', syncStatus);
  const line = ({ prompt, toPull, toPush }: (typeof value)[number], style: Style): string =>
    `${style.bold(prompt)} ${toPull} to pull, ${toPush} to push\n`;
  return { value, text: style => value.map(item => line(item, style)).join('') };
};

export const pull: Run<InputFor<typeof operations.pull>> = async (context, given) => {
  const { force } = given;
  const done = await each(context, given, 'Pulling…', (synced, prompt) =>
    pullPrompt(synced, prompt, { force }),
  );
  return {
    value: done.map(({ losses, ...item }) => ({ ...item, warnings: losses })),
    text: style =>
      done
        .map(({ prompt, versions, tags, diverged }) => {
          const parts = [
            versions.length === 0
              ? 'up to date'
              : `new: ${versions.map(({ number }) => `v${number}`).join(', ')}`,
            ...tags.map(({ tag, number }) => `${tag} is v${number}`),
            ...(diverged ? [`diverged: promptledger merge ${prompt}`] : []),
          ];
          return `${style.bold(prompt)} ${parts.join('; ')}\n`;
        })
        .join(''),
    warnings: done.flatMap(warningsOf),
  };
};

export const push: Run<InputFor<typeof operations.push>> = async (context, given) => {
  const { yes } = given;
  const done = await each(context, given, 'Pushing…', (synced, prompt) =>
    pushPrompt(synced, prompt, { yes }),
  );
  const held = done.flatMap(item => item.held.map(label => `${item.prompt}: ${label}`));
  const warnings = done.flatMap(warningsOf);
  if (held.length > 0) {
    warnings.push(
      `Labels of protected environments stay: ${held.join(', ')}. Move them with --yes.`,
    );
  }
  return {
    value: done.map(({ losses, ...item }) => ({ ...item, warnings: losses })),
    text: style =>
      done
        .map(({ prompt, versions, labels }) => {
          const parts = [
            ...versions.map(({ number, there }) => `v${number} is ${there} there`),
            ...labels.map(({ label, there }) => `${label} is on ${there}`),
          ];
          return `${style.bold(prompt)} ${parts.length === 0 ? 'up to date' : parts.join('; ')}\n`;
        })
        .join(''),
    warnings,
    exitCode: held.length > 0 ? 1 : 0,
  };
};

interface Asked {
  readonly name: string;
  readonly prompts?: readonly string[] | undefined;
}

/** Does it for one prompt after the other; what a failure leaves done is told. */
async function each<T>(
  context: Context,
  { name, prompts = [] }: Asked,
  what: string,
  work: (synced: Synced, prompt: { prompt: string; there: string }) => Promise<T>,
): Promise<readonly T[]> {
  const { root, ledger, registry } = await context.open();
  await ledger.config();
  const remote = await requireRemote(root, name);
  const server = connect(remote, process.env);
  const synced = { root, ledger, registry, remote: name, server };
  return context.progress(what, async () => {
    const done: T[] = [];
    const names: string[] = [];
    for (const prompt of await chosenThere(synced, prompts)) {
      try {
        done.push(await work(synced, prompt));
        names.push(prompt.prompt);
      } catch (error) {
        if (names.length > 0) context.warn(`Done before this: ${names.join(', ')}.`);
        throw error;
      }
    }
    return done;
  });
}

async function requireRemote(root: string, name: string): Promise<files.RemoteFile> {
  const remote = await files.readRemote(root, name);
  if (remote !== undefined) return remote;
  const message = `There is no remote "${name}". Name it with: promptledger remote add ${name} <kind> <url>`;
  throw new LedgerError('invalid-argument', { remote: name }, message);
}

function warningsOf(item: { readonly prompt: string; readonly losses: readonly Loss[] }): string[] {
  return item.losses.map(loss => `${item.prompt}: ${lineOfLoss(loss)}`);
}
