import type { dependents as operation } from '../../operations/declared/prompts';
import type { InputFor } from '../../operations/operation';
import { listDependents } from '../../registry/dependents';
import type { Run } from '../command';
import { printTable } from '../table';

export const dependents: Run<InputFor<typeof operation>> = async (context, { prompt }) => {
  const { ledger } = await context.read();
  const found = await listDependents(ledger, prompt);
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `Nothing includes ${prompt}.\n`
        : printTable(
            found.map(({ prompt: name, line, reference }) => [
              style.bold(name),
              style.dim(`line ${line}`),
              reference,
            ]),
          ),
  };
};
