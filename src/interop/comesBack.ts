import { printJson } from '../core/base/json';
import { LedgerError } from '../core/base/errors';
import { requireDocument } from '../core/prompt/document/document';
import type { ImportFormatName } from './formatNames';
import { readPrompts } from './importFile';
import { lost, type Loss } from './loss';
import { isMapping, keyPath, others, type Mapping } from './plainValues';
import type { Exported } from './exported';
import type { Body, ChatEntry, PromptDocument } from '../core/prompt/document/model';

/** How an export is read back. */
export interface WayBack {
  readonly format: ImportFormatName;
  /** What its file ends with. */
  readonly ending: string;
}

/**
 * What comes back of a document otherwise than it went out, but for what its printer named: a loss for each
 * field. What was printed is read by our own import, so nothing goes without a word.
 */
export function lossesOnTheWay(
  document: PromptDocument,
  { text, warnings }: Exported,
  { format, ending }: WayBack,
): readonly Loss[] {
  let back: PromptDocument;
  try {
    const read = readPrompts({ file: `export${ending}`, text }, { from: format, name: 'export' });
    back = requireDocument(read[0]?.source ?? '');
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return [lost('body', `Nothing reads it back. ${error.message}`)];
  }
  return new Comparison(warnings.map(({ field }) => field)).differences(document, back);
}

/** Compares what went out with what came back, and is silent about what was named. */
class Comparison {
  readonly #named: readonly string[];

  constructor(named: readonly string[]) {
    this.#named = named;
  }

  differences(before: PromptDocument, after: PromptDocument): readonly Loss[] {
    return [
      ...this.#changed(typeOf(before), typeOf(after), ''),
      ...this.#changed(settingsOf(before), settingsOf(after), ''),
      ...this.#messages(messagesOf(before.body), messagesOf(after.body)),
    ];
  }

  #messages(before: readonly PlacedEntry[], after: readonly PlacedEntry[]): readonly Loss[] {
    const same = (kept: readonly PlacedEntry[]): readonly Loss[] =>
      kept.flatMap(({ entry, path }, index) => this.#entry(entry, after[index]?.entry, path));
    if (before.length === after.length) return same(before);
    const kept = before.filter(({ entry }) => !isEmpty(entry));
    const empty = before.filter(({ entry, path }) => isEmpty(entry) && !this.#isNamed(path));
    if (kept.length !== after.length) {
      return [lost('messages', '"messages" come back as others: they are divided elsewhere.')];
    }
    const left = empty.map(({ path }) => lost(path, `"${path}" is left out: it is empty.`));
    return [...left, ...same(kept)];
  }

  #entry(before: ChatEntry, after: ChatEntry | undefined, path: string): readonly Loss[] {
    if (path !== 'body' || before.role !== after?.role || before.role === 'history') {
      return this.#changed(before, after, path);
    }
    return after.role === 'history' ? [] : this.#changed(before.content, after.content, path);
  }

  #changed(before: unknown, after: unknown, path: string): readonly Loss[] {
    if (this.#isNamed(path)) return [];
    const [left, right] = [this.#inside(before, path), this.#inside(after, path)];
    if (left !== undefined && right !== undefined) {
      const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
      return [...keys].flatMap(key => this.#changed(left[key], right[key], keyPath(path, key)));
    }
    if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
      return before.flatMap((item: unknown, index) =>
        this.#changed(item, after[index], `${path}[${index}]`),
      );
    }
    return difference(said(before), said(after), path);
  }

  /** A mapping; nothing is one as well where something in it was named. */
  #inside(value: unknown, path: string): Mapping | undefined {
    if (isMapping(value)) return value;
    const isOpen = value === undefined && this.#named.some(field => field.startsWith(`${path}.`));
    return isOpen ? {} : undefined;
  }

  #isNamed(path: string): boolean {
    return path !== '' && this.#named.includes(path);
  }
}

function difference(
  was: string | undefined,
  is: string | undefined,
  path: string,
): readonly Loss[] {
  if (was === is) return [];
  if (was === undefined) return [lost(path, `"${path}" comes in besides: ${shown(is ?? '')}.`)];
  if (is === undefined) return [lost(path, `"${path}" is left out: it does not come back.`)];
  return [lost(path, `"${path}" comes back as ${shown(is)}.`)];
}

function typeOf({ format, body }: PromptDocument): Mapping {
  return { type: body.type, format };
}

function settingsOf({ frontMatter }: PromptDocument): Mapping {
  const { inputs } = frontMatter;
  const rest = others(frontMatter, ['type', 'format']);
  return { ...rest, inputs: isMapping(inputs) ? declared(inputs) : inputs };
}

/** Inputs with what they say by saying nothing: with a default nobody has to give one. */
function declared(inputs: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, says]) => {
      const { type = 'any', required = true, ...rest } = isMapping(says) ? says : {};
      return [name, { type, ...rest, ...(rest.default === undefined ? { required } : {}) }];
    }),
  );
}

interface PlacedEntry {
  readonly entry: ChatEntry;
  readonly path: string;
}

/** A text is what a user says, but for the line end of its file. */
function messagesOf(body: Body): readonly PlacedEntry[] {
  if (body.type === 'text') {
    return [{ entry: { role: 'user', content: body.text.replace(/\n$/, '') }, path: 'body' }];
  }
  return body.messages.map((entry, index) => ({ entry, path: `messages[${index}]` }));
}

function isEmpty(entry: ChatEntry): boolean {
  if (entry.role === 'history') return false;
  return entry.content === '' && entry.calls === undefined && entry.result === undefined;
}

function said(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : printJson(value);
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
