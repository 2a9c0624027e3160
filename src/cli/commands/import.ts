import { importFiles as readFiles } from '../../interop/importFiles';
import type { ForeignFile } from '../../interop/foreignFile';
import type { Context, Result } from '../command';
import type { Style } from '../style';

export async function importFiles(context: Context, ...files: string[]): Promise<Result> {
  const { from, name, folder, force } = context.options;
  const { registry } = await context.open();
  const results = await context.progress('Importing…', async () => {
    const given: ForeignFile[] = [];
    for (const file of files) given.push({ file, text: await context.readText(file) });
    const read = readFiles(given, { from, name, folder });
    const written = await registry.importDocuments({ documents: read, force });
    return read.map(({ file, prompt, warnings }, index) => {
      return { file, prompt, state: written[index]?.state ?? 'missing', warnings };
    });
  });
  const text = (style: Style): string =>
    results.map(item => line(item, style)).join('') +
    (results.length === 1 ? 'Read it, then commit it.\n' : 'Read them, then commit them.\n');
  const warnings = results.flatMap(item => item.warnings.map(text => `${item.prompt}: ${text}`));
  return { value: results, text, warnings };
}

function line(
  { file, prompt, state }: { file: string; prompt: string; state: string },
  style: Style,
) {
  return `${style.bold(prompt)} ${style.dim(`(${state})`)} from ${file === '-' ? 'stdin' : file}\n`;
}
