import type { ForeignFile } from '../../interop/foreignFile';
import { importFiles as readFiles } from '../../interop/importFiles';
import { lineOfLoss } from '../../interop/loss';
import type { import as operation } from '../../operations/declared/exchange';
import type { InputFor } from '../../operations/operation';
import type { ImportEffect } from '../../registry/importing';
import type { Run } from '../command';
import type { Style } from '../style';
import { importVersions } from './importVersions';

interface ImportInput extends InputFor<typeof operation> {
  readonly dryRun?: boolean | undefined;
  readonly versions?: boolean | undefined;
  readonly gitHistory?: boolean | undefined;
}

export const importFiles: Run<ImportInput> = async (context, given) => {
  if (given.versions === true || given.gitHistory === true) return importVersions(context, given);
  return importTexts(context, given);
};

const importTexts: Run<ImportInput> = async (
  context,
  { files, from, name, folder, force, dryRun },
) => {
  const { registry } = await context.open();
  const results = await context.progress('Importing…', async () => {
    const given: ForeignFile[] = [];
    for (const file of files) given.push({ file, text: await context.readText(file) });
    const read = readFiles(given, { from, name, folder });
    const done =
      dryRun === true
        ? (await registry.planImport(read)).map(({ effect }) => ({ effect }))
        : (await registry.importDocuments({ documents: read, force })).map(({ state }) => ({
            state,
          }));
    return read.map(({ file, prompt, warnings }, index) => {
      return { file, prompt, ...done[index], warnings };
    });
  });
  const them = results.length === 1 ? 'it' : 'them';
  const text = (style: Style): string =>
    results.map(item => line(item, style)).join('') +
    (dryRun === true ? 'Nothing was imported.\n' : `Read ${them}, then commit ${them}.\n`);
  const warnings = results.flatMap(item =>
    item.warnings.map(loss => `${item.prompt}: ${lineOfLoss(loss)}`),
  );
  return { value: results, text, warnings };
};

/** What an import would do, in words. */
const EFFECTS: Readonly<Record<ImportEffect, string>> = {
  created: 'new prompt',
  changed: 'new text',
  unchanged: 'unchanged',
  conflict: 'in conflict: its text is in no version yet',
  former: 'not possible: the former name of another prompt',
};

interface Told {
  readonly file: string;
  readonly prompt: string;
  readonly state?: string;
  readonly effect?: ImportEffect;
}

function line({ file, prompt, state, effect }: Told, style: Style): string {
  const became = effect === undefined ? (state ?? '') : EFFECTS[effect];
  const from = file === '-' ? 'stdin' : file;
  return `${style.bold(prompt)} ${style.dim(`(${became})`)} from ${from}\n`;
}
