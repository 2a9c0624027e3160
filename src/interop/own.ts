import { requireDocument } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import type { Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { newestOf } from './newestOf';
import { isMapping, type Mapping } from './plainValues';
import { peekJson, readJson } from './readData';
import type { PromptDocument } from '../core/prompt/document/model';

/** A document of our own is taken as it is, comments in its front matter included. */
export interface OwnDraft extends Draft {
  readonly source: string;
}

/** Keys of front matter that other systems have under the same ending, and we do not. */
const HUMANLOOP = /^<(?:system|user|assistant)>\s*$/m;

export function isOwnDocument({ file, text }: ForeignFile): boolean {
  return /\.(?:prompt|txt|md)$/i.test(file) && !HUMANLOOP.test(text);
}

/** A prompt document, verbatim. */
export function readOwnDocument(file: ForeignFile): readonly OwnDraft[] {
  const document = ownDocument(file, {}, file.text);
  return [{ document, source: file.text, warnings: [] }];
}

export function isOwnJson({ text }: ForeignFile): boolean {
  return listOf(peekJson(text)).some(isVersion);
}

/**
 * What `export --format json`, `show --json` and `log --source --json` print: versions with their
 * documents. Of several versions of one prompt the newest is taken.
 */
export function readOwnJson(file: ForeignFile): readonly OwnDraft[] {
  const items = listOf(readJson(file)).map((item, index) => {
    if (isVersion(item)) {
      const labels = Array.isArray(item.tags) ? item.tags.map(String) : [];
      return { item, index, name: item.prompt, number: item.number, labels };
    }
    const path = `[${index}]`;
    throw refusal(file, { path }, 'This is no version with its document: "source" is missing.');
  });
  return newestOf(items).map(({ item, index, older }) => ({
    name: item.prompt,
    document: ownDocument(file, { path: `[${index}].source` }, item.source),
    source: item.source,
    warnings: older,
  }));
}

interface ExportedItem extends Mapping {
  readonly prompt: string;
  readonly number: number;
  readonly source: string;
}

function isVersion(item: unknown): item is ExportedItem {
  return (
    isMapping(item) &&
    typeof item.prompt === 'string' &&
    typeof item.source === 'string' &&
    typeof item.number === 'number'
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function ownDocument(file: ForeignFile, place: { path?: string }, source: string): PromptDocument {
  try {
    return requireDocument(source);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'invalid-document') throw error;
    const problems = error.data.problems as readonly { line: number; message: string }[];
    const [first] = problems;
    const at = place.path === undefined ? { line: first?.line ?? 1 } : place;
    throw refusal(file, at, first?.message ?? error.message);
  }
}
