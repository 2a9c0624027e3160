import { printDeclarations } from '../../core/prompt/signature/declarations';
import type { Context, Result } from '../command';
import { writeOutput } from '../writeOutput';

/** Prints a declaration file, or writes it to `--output`. */
export async function types(context: Context): Promise<Result> {
  const { registry } = await context.open();
  const text = await context.progress('Reading the registry…', async () =>
    printDeclarations(await registry.signatures()),
  );
  const value = { format: 'types', encoding: 'utf8', content: text };
  return (await writeOutput(context, 'types', text)) ?? { value, text, isData: true };
}
