import { compareText } from '../core/base/textOrder';
import { OPERATIONS } from './all';
import type { Operation } from './operation';
import { objectSchema, type JsonSchema } from './schema';

/** An operation as an agent gets it: the shape that the Model Context Protocol gives a tool. */
export interface OperationTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly annotations: { readonly readOnlyHint: boolean };
}

/** Every operation as a tool, sorted by name. */
export function operationTools(): readonly OperationTool[] {
  const operations = Object.values<Operation>(OPERATIONS);
  return operations.sort((one, other) => compareText(one.name, other.name)).map(toolOf);
}

/** One operation as a tool. */
export function toolOf(operation: Operation): OperationTool {
  return {
    name: operation.name,
    description: describe(operation),
    inputSchema: objectSchema(operation.input),
    annotations: { readOnlyHint: operation.effect === 'reads' },
  };
}

function describe({ summary, description, examples = [] }: Operation): string {
  return [
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...(description === undefined ? [] : [description]),
    ...examples.map(([input, does]) => `${JSON.stringify(input)}: ${does}.`),
  ].join('\n\n');
}
