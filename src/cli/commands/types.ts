import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { printDeclarations } from '../../core/signature/declarations';
import { ioError } from '../../store/files';
import type { Context, Result } from '../command';

/** Prints a declaration file, or writes it where that changes something. */
export async function types(context: Context): Promise<Result> {
  const { registry } = await context.open();
  const text = await context.progress('Reading the registry…', async () =>
    printDeclarations(await registry.signatures()),
  );
  const { output } = context.options;
  if (output === undefined || output === '-')
    return { value: { format: 'types', encoding: 'utf8', content: text }, text };
  const file = resolve(context.folder, output);
  try {
    await writeFile(file, text);
  } catch (error) {
    throw ioError(file, error);
  }
  const bytes = Buffer.byteLength(text);
  return { value: { format: 'types', file, bytes }, text: `Wrote ${file} (${bytes} bytes).\n` };
}
