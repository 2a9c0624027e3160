import type { CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import { LedgerError } from '../core/base/errors';
import { printJson } from '../core/base/json';
import type { PromptDocument } from '../core/prompt/document/model';
import type { Ledger } from '../registry/ledger';
import { sampleValues } from '../registry/render';
import { offeredVersion } from './prompts';
import type { AgentWorld } from './world';

/** How many values the protocol allows, and how long one is that a person would choose. */
const MOST_VALUES = 100;
const VALUE_LENGTH = 200;

/**
 * What an argument of a prompt could be: what its input declares (`enum`, `examples`, its default, true
 * and false), then what samples say, as far as it begins like what is typed. Throws what resolving does.
 */
export async function completeArgument(
  world: AgentWorld,
  prompt: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<CompleteResult> {
  const { name: current, document, signature } = await offeredVersion(world, prompt);
  const type = signature.variables.find(variable => variable.name === name)?.type;
  const flags = type === 'boolean' ? [true, false] : [];
  const sampled = await valuesInSamples(world.ledger, current, name);
  const all = [...declaredValues(document, name), ...flags, ...sampled].map(written);
  const typed = value.toLowerCase();
  const fitting = [...new Set(all)].filter(
    text => text.length <= VALUE_LENGTH && text.toLowerCase().startsWith(typed),
  );
  const values = fitting.slice(0, MOST_VALUES);
  return {
    completion: { values, total: fitting.length, hasMore: fitting.length > values.length },
  };
}

function declaredValues({ frontMatter }: PromptDocument, name: string): readonly unknown[] {
  const input = ownField(ownField(frontMatter, 'inputs'), name);
  const lists = [ownField(input, 'enum'), ownField(input, 'examples')];
  const single = ownField(input, 'default');
  return [
    ...lists.flatMap(list => (Array.isArray(list) ? (list as unknown[]) : [])),
    ...(single === undefined ? [] : [single]),
  ];
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A sample that cannot be read has nothing to offer; checking the prompt says what is wrong with it. */
async function valuesInSamples(
  ledger: Ledger,
  prompt: string,
  name: string,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const sample of await ledger.ports.documents.samples(prompt)) {
    try {
      const value = ownField(await sampleValues(ledger, prompt, sample), name);
      if (value !== undefined && value !== null) found.push(value);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }
  return found;
}

/** A value as a person writes it into an argument. */
function written(value: unknown): string {
  return typeof value === 'string' ? value : printJson(value);
}
