import { inOrder } from '../core/base/json';
import { stringify } from 'yaml';
import { LedgerError } from '../core/base/errors';
import { FRONT_MATTER_KEYS } from '../core/prompt/document/frontMatterFields';
import { isMapping, isNothing, type Mapping } from './plainValues';
import type { PromptDocument } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** A document in the words of another system. */
export interface Exported {
  readonly text: string;
  /** What that system cannot say and is therefore left out. */
  readonly warnings: readonly Loss[];
}

/** Prints a document for another system. Throws `invalid-document` where it would mean another. */
export type Exporter = (document: PromptDocument) => Exported;

/** `invalid-document` for what a format cannot say, so that nothing else is said in its place. */
export function unsayable(format: string, message: string): LedgerError {
  return new LedgerError('invalid-document', { format }, `${format} cannot say this: ${message}`);
}

/**
 * A file whose head is YAML. Texts that YAML 1.1 reads as something else (`on`, `2020-01-01`) are
 * quoted: other systems read with libraries of that version.
 */
export function withFrontMatter(values: Mapping, body: string): string {
  const options = { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' } as const;
  return `---\n${stringify(inOrder(values), options)}---\n${body}`;
}

/** A loss for each key of front matter that an export leaves out. */
export function leftBehind(values: Mapping, keys: readonly string[]): readonly Loss[] {
  const unknown = Object.keys(values).filter(key => !FRONT_MATTER_KEYS.includes(key));
  return [...keys, ...unknown]
    .filter(key => !isNothing(values[key]))
    .map(key => lost(key, `"${key}" is left out: it has no counterpart there.`));
}

/** The mapping that a key holds, empty for anything else. */
export function mappingAt(values: Mapping, key: string): Mapping {
  const value = values[key];
  return isMapping(value) ? value : {};
}

/** The name of the variable that a text is, and nothing else: `{{photo}}`. */
export function onlyVariable(text: string): string | undefined {
  return /^\{\{\s*([\w.]+)\s*\}\}$/.exec(text)?.[1];
}
