import { LedgerError } from '../../core/base/errors';
import type { InputFor } from '../../operations/operation';
import type * as prompts from '../../operations/declared/prompts';
import type * as tags from '../../operations/declared/tags';
import type * as versions from '../../operations/declared/versions';
import type { Context, Run } from '../command';
import { DONE } from '../exitCodes';
import { described, pointed } from '../sentences';
import type { PromptInfo } from '../../core/ledger/derive/model';

export const init: Run<InputFor<typeof prompts.initialize>> = async (context, input) => {
  const { root, registry } = await context.create();
  await registry.initialize(input);
  return {
    value: { directory: root },
    text: `The registry is ${root}. Commit it to git with your code.\n`,
  };
};

/** A document that does not come from the working document. */
interface Elsewhere {
  readonly dash?: string | undefined;
  readonly file?: string | undefined;
}

type CommitInput = Partial<InputFor<typeof versions.commit>> & Elsewhere;

interface CommitCall extends CommitInput {
  readonly all?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
}

export const commit: Run<CommitCall> = async (context, { all, allowEmpty, ...given }) => {
  if (all === true) {
    const { commitAll } = await import('./commitAll');
    return commitAll(context, given);
  }
  const { prompt, message, parent, tag } = given;
  if (prompt === undefined) {
    const hint = 'Name a prompt, or commit every prompt that changed: --all.';
    throw new LedgerError('invalid-argument', {}, hint);
  }
  const source = await givenSource(context, given);
  if (allowEmpty !== true && isStdin(given)) refuseEmpty(prompt, source);
  const { registry } = await context.open();
  const version = await registry.commit({ prompt, message, tag, parent, source });
  return { value: version, text: style => `Committed ${described(version, style)}\n` };
};

function isStdin({ dash, file = dash }: Elsewhere): boolean {
  return file === '-';
}

/** A program that failed before it wrote anything leaves a pipe that is empty. */
function refuseEmpty(prompt: string, source = ''): void {
  if (source.trim() !== '') return;
  const message = `Stdin holds no document for "${prompt}", so nothing was committed. To commit an empty one, say --allow-empty.`;
  throw new LedgerError('invalid-document', { prompt }, message);
}

/** A document from stdin or a file. */
async function givenSource(
  context: Context,
  { dash, file = dash }: Elsewhere,
): Promise<string | undefined> {
  if (dash !== undefined && (dash !== '-' || file !== '-')) {
    throw new LedgerError(
      'invalid-argument',
      { argument: dash },
      `"${dash}" cannot follow the prompt: "-" reads the document from stdin, --file from a file.`,
    );
  }
  return file === undefined ? undefined : context.readText(file);
}

export const newPrompt: Run<InputFor<typeof prompts.newPrompt> & Elsewhere> = async (
  context,
  { prompt, ...given },
) => {
  const source = await givenSource(context, given);
  const { registry, root } = await context.open();
  const made = await registry.newPrompt({ prompt, source });
  const path = `${root}/prompts/${made.prompt}.prompt`;
  return { value: made, text: `Write it in ${path}, then commit it.\n` };
};

export const discard: Run<InputFor<typeof versions.discard>> = async (context, { prompt }) => {
  const { registry } = await context.open();
  const version = await registry.discard({ prompt });
  return { value: version, text: style => `Back to ${described(version, style)}\n` };
};

export const checkout: Run<InputFor<typeof versions.checkout>> = async (context, input) => {
  const { registry } = await context.open();
  const version = await registry.checkout(input);
  return {
    value: version,
    text: style => `The working document is now ${described(version, style)}\n`,
  };
};

export const merge: Run<InputFor<typeof versions.merge>> = async (context, input) => {
  const { registry } = await context.open();
  const merged = await registry.merge(input);
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

export const tag: Run<InputFor<typeof tags.tag>> = async (context, input) => {
  const { registry } = await context.open();
  const moved = await registry.tag(input);
  return { value: moved, text: style => `${pointed(moved, style)}\n` };
};

export const untag: Run<InputFor<typeof tags.untag>> = async (context, input) => {
  const { registry } = await context.open();
  const removed = await registry.untag(input);
  return {
    value: removed,
    text: `Removed ${removed.prompt}@${removed.tag}. Its history stays: promptledger tags ${removed.prompt} --history\n`,
  };
};

export const rename: Run<InputFor<typeof prompts.rename>> = async (context, input) => {
  const { registry } = await context.open();
  const info = await registry.rename(input);
  const text = `Now called ${info.prompt}. Former names keep resolving.\n`;
  // It is done, whatever could not be read of other prompts: that is a warning.
  return { value: info, text, exitCode: DONE };
};

export const archive: Run<InputFor<typeof prompts.archive>> = async (context, { prompt }) => {
  const { registry } = await context.open();
  const info = await registry.archive(prompt);
  return { value: info, text: `Archived ${info.prompt}. Its versions and tags keep resolving.\n` };
};

export const restore: Run<InputFor<typeof prompts.restore>> = async (context, { prompt }) => {
  const { registry } = await context.open();
  const info = await registry.restore(prompt);
  return { value: info, text: `Restored ${info.prompt}.\n` };
};

export const describe: Run<InputFor<typeof prompts.describe>> = async (context, input) => {
  const { registry } = await context.open();
  const info = await registry.describe(input);
  return { value: info, text: describedPrompt(info) };
};

function describedPrompt({ prompt, description, labels }: PromptInfo): string {
  const list = labels.length === 0 ? '' : ` [${labels.join(', ')}]`;
  return `${prompt}: ${description === '' ? '(no description)' : description}${list}\n`;
}
