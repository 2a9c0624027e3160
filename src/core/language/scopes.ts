import type { Values } from '../prompt/document/inputs';
import { isUse, type DocumentAnalysis } from './analysis';
import type { DocumentMark } from './marks';

type Contexts = readonly unknown[];

/** The names that items of enclosing sections hold in the samples, each with its first value. */
export function fieldsInScope(
  scopes: readonly string[],
  samples: readonly Values[],
): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const values of samples) {
    const stack: Contexts[] = [[values]];
    for (const scope of scopes) stack.push(itemsOf(valuesAt(stack, scope.split('.'))));
    for (const context of stack.slice(1).reverse().flat()) {
      for (const [name, value] of entriesOf(context)) {
        if (!fields.has(name)) fields.set(name, value);
      }
    }
  }
  return fields;
}

/** The values that a path has in the samples, seen from inside of sections. */
export function sampleValues(
  path: readonly string[],
  scopes: readonly string[],
  samples: readonly Values[],
): readonly unknown[] {
  return samples.flatMap(values => {
    const stack: Contexts[] = [[values]];
    for (const scope of scopes) stack.push(itemsOf(valuesAt(stack, scope.split('.'))));
    return valuesAt(stack, path);
  });
}

/** Whether a name means what a caller gives under that name, and no field of a list's item. */
export function meansVariable(
  mark: DocumentMark,
  analysis: DocumentAnalysis,
  samples: readonly Values[],
): boolean {
  if (mark.kind === 'include') return false;
  if (mark.scopes.length === 0) return true;
  if (fieldsInScope(mark.scopes, samples).has(mark.root)) return false;
  return (
    analysis.inputs.some(({ name }) => name === mark.root) ||
    samples.some(values => Object.hasOwn(values, mark.root)) ||
    analysis.marks.some(other => isUse(other) && isSameOutside(other, mark))
  );
}

/** Where a document writes a variable, closing tags and all. */
export function marksOfVariable(
  analysis: DocumentAnalysis,
  name: string,
  samples: readonly Values[],
): readonly DocumentMark[] {
  return analysis.marks.filter(
    mark => mark.root === name && meansVariable(mark, analysis, samples),
  );
}

/** The entries of a plain object, as a template can reach them. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value);
}

function isSameOutside(other: DocumentMark, { root }: DocumentMark): boolean {
  return other.root === root && other.scopes.length === 0;
}

/** What a path leads to from the innermost context that has its first part. */
function valuesAt(stack: readonly Contexts[], [first = '', ...rest]: readonly string[]): Contexts {
  const found = [...stack]
    .reverse()
    .map(contexts => contexts.flatMap(context => own(context, first)))
    .find(values => values.length > 0);
  return rest.reduce<Contexts>(
    (values, name) => values.flatMap(value => own(value, name)),
    found ?? [],
  );
}

function own(context: unknown, name: string): unknown[] {
  return entriesOf(context).flatMap(([key, value]) => (key === name ? [value] : []));
}

function itemsOf(values: Contexts): Contexts {
  return values.flatMap(value => (Array.isArray(value) ? (value as unknown[]) : [value]));
}
