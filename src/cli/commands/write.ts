import { LedgerError } from '../../core/base/errors';
import type { Context, Result, Run } from '../command';
import { DONE } from '../exitCodes';
import { described, pointed } from '../sentences';
import type { PromptInfo } from '../../core/ledger/derive/model';

export const init: Run = async context => {
  const { root, registry } = await context.create();
  await registry.initialize();
  return {
    value: { directory: root },
    text: `The registry is ${root}. Commit it to git with your code.\n`,
  };
};

export async function commit(context: Context, prompt?: string, dash?: string): Promise<Result> {
  const { all, message, parent, tag, file = dash } = context.options;
  if (all === true) {
    const { commitAll } = await import('./commitAll');
    return commitAll(context, [prompt, dash]);
  }
  if (prompt === undefined) {
    const hint = 'Name a prompt, or commit every prompt that changed: --all.';
    throw new LedgerError('invalid-argument', {}, hint);
  }
  const source = await givenSource(context, dash, file);
  const { registry } = await context.open();
  const version = await registry.commit({ prompt, message, tag, parent, source });
  return { value: version, text: style => `Committed ${described(version, style)}\n` };
}

/** A document from stdin or a file. */
async function givenSource(
  context: Context,
  dash: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  if (dash !== undefined && (dash !== '-' || (context.options.file ?? '-') !== '-')) {
    throw new LedgerError(
      'invalid-argument',
      { argument: dash },
      `"${dash}" cannot follow the prompt: "-" reads the document from stdin, --file from a file.`,
    );
  }
  return file === undefined ? undefined : context.readText(file);
}

export async function newPrompt(context: Context, prompt: string, dash?: string): Promise<Result> {
  const source = await givenSource(context, dash, context.options.file ?? dash);
  const { registry, root } = await context.open();
  const made = await registry.newPrompt({ prompt, source });
  const path = `${root}/prompts/${made.prompt}.prompt`;
  return { value: made, text: `Write it in ${path}, then commit it.\n` };
}

export const discard: Run = async (context, prompt) => {
  const { registry } = await context.open();
  const version = await registry.discard({ prompt });
  return { value: version, text: style => `Back to ${described(version, style)}\n` };
};

export const checkout: Run = async (context, ref) => {
  const { registry } = await context.open();
  const version = await registry.checkout({ ref, force: context.options.force });
  return {
    value: version,
    text: style => `The working document is now ${described(version, style)}\n`,
  };
};

export const merge: Run = async (context, prompt) => {
  const { registry } = await context.open();
  const merged = await registry.merge({ prompt });
  const { conflicts, heads, prompt: name } = merged;
  const next =
    conflicts === 0
      ? `Read it, then run: promptledger commit ${name} -m "Merge"`
      : `${conflicts === 1 ? 'One conflict is' : `${conflicts} conflicts are`} marked in the working document. Resolve ${conflicts === 1 ? 'it' : 'them'}, then commit.`;
  return {
    value: { prompt: name, conflicts, heads },
    text: `Merged ${heads.length} heads of ${name} into the working document.\n${next}\n`,
  };
};

export const tag: Run = async (context, ref, name) => {
  const { registry } = await context.open();
  const { description, immutable } = context.options;
  const moved = await registry.tag({ ref, tag: name, description, immutable });
  return { value: moved, text: style => `${pointed(moved, style)}\n` };
};

export const untag: Run = async (context, prompt, name) => {
  const { registry } = await context.open();
  const removed = await registry.untag({ prompt, tag: name });
  return { value: removed, text: `Removed ${removed.prompt}@${removed.tag}. Its history stays.\n` };
};

export const rename: Run = async (context, prompt, to) => {
  const { registry } = await context.open();
  const info = await registry.rename({ prompt, to });
  const text = `Now called ${info.prompt}. Former names keep resolving.\n`;
  // It is done, whatever could not be read of other prompts: that is a warning.
  return { value: info, text, exitCode: DONE };
};

export const archive: Run = async (context, prompt) => {
  const { registry } = await context.open();
  const info = await registry.archive(prompt);
  return { value: info, text: `Archived ${info.prompt}. Its versions and tags keep resolving.\n` };
};

export const restore: Run = async (context, prompt) => {
  const { registry } = await context.open();
  const info = await registry.restore(prompt);
  return { value: info, text: `Restored ${info.prompt}.\n` };
};

export const describe: Run = async (context, prompt) => {
  const { description, label } = context.options;
  const { registry } = await context.open();
  const labels = label === false ? [] : label;
  const info = await registry.describe({ prompt, description, labels });
  return { value: info, text: describedPrompt(info) };
};

function describedPrompt({ prompt, description, labels }: PromptInfo): string {
  const list = labels.length === 0 ? '' : ` [${labels.join(', ')}]`;
  return `${prompt}: ${description === '' ? '(no description)' : description}${list}\n`;
}
