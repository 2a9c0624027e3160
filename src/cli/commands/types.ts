import { printDeclarations } from '../../core/prompt/signature/declarations';
import type { Run } from '../command';
import { writeOutput } from '../writeOutput';

/** Prints a declaration file, or writes it to `--output`. */
export const types: Run<{ readonly output?: string | undefined }> = async (context, { output }) => {
  const { registry } = await context.open();
  const text = await context.progress('Reading the registry…', async () =>
    printDeclarations(await registry.signatures()),
  );
  const value = { format: 'types', encoding: 'utf8', content: text };
  return (await writeOutput(context, output, 'types', text)) ?? { value, text, isData: true };
};
