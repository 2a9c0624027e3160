import type { Check, Judgement } from '../../../src/core/evaluation/checks/model';
import type { RenderedCall } from '../../../src/core/prompt/render/model';

/** What promptfoo and our checks are both asked. */
export interface CheckCase {
  readonly check: Check;
  /** The answer: a text, or calls. */
  readonly output: string | readonly RenderedCall[];
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly tools?: readonly unknown[];
  readonly ms?: number;
  readonly cost?: number;
  /** What a judge says of the answer. */
  readonly judge?: Judgement;
  /** How alike value and answer are. */
  readonly likeness?: number;
}

/** Several checks of one answer, taken together. */
export interface RowCase {
  readonly checks: readonly Check[];
  readonly output: string;
  readonly threshold?: number;
}

type Single = Extract<Check, { readonly value?: unknown }>;
type Rest = Partial<Omit<CheckCase, 'check' | 'output'>> & Partial<Omit<Single, 'type' | 'value'>>;
type Line = readonly [value: unknown, output: CheckCase['output'], rest?: Rest];

/** Each line as it is, and with "not-" before its type. */
export function both(type: Single['type'], ...lines: readonly Line[]): CheckCase[] {
  return lines.flatMap(([value, output, { threshold, weight, metric, ...rest } = {}]) => {
    const said = {
      ...(value !== undefined && { value }),
      ...(threshold !== undefined && { threshold }),
      ...(weight !== undefined && { weight }),
      ...(metric !== undefined && { metric }),
    };
    return [type, `not-${type}` as Single['type']].map(name => ({
      check: { type: name, ...said },
      output,
      ...rest,
    }));
  });
}

export const LONG = 'The quick brown fox jumps over the lazy dog';
export const BAD_YAML_SCHEMA = 'type: object\nproperties:\n  a: {type: strin}\n';

/** A call of a tool. */
export const call = (name: string, given: Readonly<Record<string, unknown>>): RenderedCall => ({
  id: 'call_1',
  name,
  arguments: given,
});

const WEATHER = {
  type: 'function',
  function: {
    name: 'weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer', maximum: 7 } },
      required: ['city'],
    },
  },
};
const TIME = {
  type: 'function',
  function: { name: 'time', parameters: { type: 'object', properties: {} } },
};
export const tools = [WEATHER, TIME];
