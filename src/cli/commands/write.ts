import { LedgerError } from '../../core/errors';
import type { PromptInfo } from '../../core/derive/shapes';
import type { Context, Result, Run } from '../command';
import { described, pointed } from '../sentences';

export const init: Run = async context => {
  const { root, registry } = await context.create();
  await registry.initialize();
  return {
    value: { directory: root },
    text: `The registry is ${root}. Commit it to git with your code.\n`,
  };
};

export async function commit(context: Context, prompt: string, dash?: string): Promise<Result> {
  const { message, parent, tag, file = dash } = context.options;
  if (dash !== undefined && (dash !== '-' || (context.options.file ?? '-') !== '-')) {
    throw new LedgerError(
      'invalid-argument',
      { argument: dash },
      `"${dash}" cannot follow the prompt: "-" reads the document from stdin, --file from a file.`,
    );
  }
  const source = file === undefined ? undefined : await context.readText(file);
  const { registry } = await context.open();
  const version = await registry.commit({ prompt, message, tag, parent, source });
  return { value: version, text: style => `Committed ${described(version, style)}\n` };
}

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
  return { value: info, text: `Now called ${info.prompt}. Former names keep resolving.\n` };
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
