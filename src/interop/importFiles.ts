import { LedgerError } from '../core/base/errors';
import { prepareDocument } from '../core/prompt/render/preparedDocument';
import { readPrompts, type ReadOptions, type ReadPrompt } from './importFile';
import { renameIncludes, type IncludedName } from './includeNames';
import type { ForeignFile } from './foreignFile';
import { lost, type Loss } from './loss';
import type { VersionFacts } from './versionFacts';

/** One version of a prompt, as it will be written. */
export interface ImportedVersion extends VersionFacts {
  readonly source: string;
}

/** A prompt as it will be written. */
export interface ImportedPrompt {
  /** The file that it came from. */
  readonly file: string;
  /** The name of the format that it had there. */
  readonly format: string;
  readonly prompt: string;
  readonly source: string;
  /** All versions from the oldest on, the last of which is `source`: where they were asked for and are said. */
  readonly versions?: readonly ImportedVersion[];
  /** What is not as it was. */
  readonly warnings: readonly Loss[];
}

export interface ImportOptions extends Omit<ReadOptions, 'withBlocks' | 'beside'> {
  /** A folder that the names are put in. */
  readonly folder?: string | undefined;
}

/**
 * Reads the prompts of files of other systems; what they include of one another stays together, also
 * in a folder, and in one format: a prompt includes those of its own. Throws `invalid-document` with
 * file and place for what cannot become a prompt, `invalid-argument` where two would have one name,
 * `invalid-name`.
 */
export function importFiles(
  files: readonly ForeignFile[],
  { folder = '', ...options }: ImportOptions = {},
): readonly ImportedPrompt[] {
  const read = readTogether(files, options);
  requireOneEach(read);
  const inFolder = (prompt: string): string => (folder === '' ? prompt : `${folder}/${prompt}`);
  const known = includableNames(read);
  const given = new Set([...known.values()].map(inFolder));
  const imported = read.map(({ file, format, prompt, source, version, warnings }): Read => {
    // A prompt of ours that includes what the files do not hold means what the registry holds.
    const isOurs = format.name === 'prompt' || format.name === 'json';
    const renamed = renameIncludes(source, name => {
      const own = known.get(name);
      return own === undefined && isOurs ? name : inFolder(own ?? name);
    });
    const told = isOurs ? [] : includeWarnings(renamed.includes, given);
    return {
      file,
      format: format.name,
      prompt: inFolder(prompt),
      source: renamed.source,
      version,
      warnings: [...warnings, ...told],
    };
  });
  return byPrompt(imported);
}

/** What was read of a prompt, or of one of its versions. */
type Read = ImportedPrompt & { readonly version: VersionFacts | undefined };

/** The versions of a prompt stand one after the other: together they are one prompt. */
function byPrompt(read: readonly Read[]): readonly ImportedPrompt[] {
  const groups = new Map<string, Read[]>();
  for (const item of read) groups.set(item.prompt, [...(groups.get(item.prompt) ?? []), item]);
  return [...groups.values()].flatMap((items): ImportedPrompt[] => {
    const last = items.at(-1);
    if (last === undefined) return [];
    const { file, format, prompt, source } = last;
    const versions = items.flatMap(item =>
      item.version === undefined ? [] : [{ source: item.source, ...item.version }],
    );
    const warnings = items.flatMap((item, at) =>
      items.length === 1 ? item.warnings : item.warnings.map(loss => ofVersion(loss, at)),
    );
    const imported = { file, format, prompt, source, warnings };
    return [versions.length === 0 ? imported : { ...imported, versions }];
  });
}

function ofVersion({ field, message }: Loss, at: number): Loss {
  return lost(`versions[${at}].${field}`, message);
}

/** Dotprompts that include one another become Jinja as soon as one of them has blocks. */
function readTogether(files: readonly ForeignFile[], options: ReadOptions): readonly ReadPrompt[] {
  const read = files.map(file => readPrompts(file, { ...options, beside: files }));
  const links = linksOf(read);
  const isJinja = (index: number): boolean =>
    read[index]?.some(({ placed }) => placed.document.format === 'jinja2') === true;
  const waiting = files.flatMap((_, index) => (isJinja(index) ? [index] : []));
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const other of links[index] ?? []) {
      const file = files[other];
      if (file === undefined || isJinja(other)) continue;
      read[other] = readPrompts(file, { ...options, withBlocks: true, beside: files });
      waiting.push(other);
    }
  }
  return read.flat();
}

/** The files that each Dotprompt includes, and those that include it. */
function linksOf(read: readonly (readonly ReadPrompt[])[]): readonly ReadonlySet<number>[] {
  const links = read.map(() => new Set<number>());
  const names = includableNames(read.flat());
  const places = new Map(
    read.flatMap((prompts, index) => prompts.map(({ prompt }) => [prompt, index] as const)),
  );
  read.forEach((prompts, index) => {
    for (const name of prompts.filter(isDotprompt).flatMap(includesOf)) {
      const other = places.get(names.get(name) ?? name);
      if (other === undefined || read[other]?.every(isDotprompt) !== true) continue;
      links[index]?.add(other);
      links[other]?.add(index);
    }
  });
  return links;
}

function isDotprompt({ format }: ReadPrompt): boolean {
  return format.name === 'dotprompt';
}

function includesOf({ placed: { document, layout } }: ReadPrompt): readonly string[] {
  return prepareDocument(document, layout).templates.flatMap(({ includes }) =>
    includes.map(({ reference }) => reference),
  );
}

/** The prompts of an import by each name that an include may call them. */
function includableNames(read: readonly ReadPrompt[]): ReadonlyMap<string, string> {
  const names = new Map(read.map(({ prompt }) => [prompt, prompt]));
  const others = read.flatMap(({ prompt, includedAs }) =>
    includedAs.map(name => [name, prompt] as const),
  );
  const claims = new Map<string, Set<string>>();
  for (const [name, prompt] of others) {
    claims.set(name, (claims.get(name) ?? new Set()).add(prompt));
  }
  for (const [name, [prompt, ...rivals]] of claims) {
    if (prompt !== undefined && rivals.length === 0 && !names.has(name)) names.set(name, prompt);
  }
  return names;
}

function includeWarnings(
  includes: readonly IncludedName[],
  given: ReadonlySet<string>,
): readonly Loss[] {
  const sentences = includes.map(({ prompt, selector }) => {
    const reference = selector === undefined ? prompt : `${prompt}@${selector}`;
    const steps = [
      ...(given.has(prompt) ? [] : ['import that prompt, too']),
      ...(selector === undefined ? [] : ['commit or tag it so']),
    ];
    return steps.length === 0 ? '' : `It includes "${reference}": ${steps.join(', and ')}.`;
  });
  return [...new Set(sentences)]
    .filter(sentence => sentence !== '')
    .map(sentence => lost('includes', sentence));
}

function requireOneEach(read: readonly ReadPrompt[]): void {
  const files = new Map<string, string>();
  for (const { file, prompt, version } of read) {
    const other = files.get(prompt);
    if (other !== undefined && (version === undefined || other !== file))
      throw givenTwice(prompt, [other, file]);
    files.set(prompt, file);
  }
}

function givenTwice(prompt: string, files: readonly string[]): LedgerError {
  const places = [...new Set(files)].join(' and ');
  return new LedgerError(
    'invalid-argument',
    { prompt, files },
    `Two imported prompts would be called "${prompt}": ${places}. Import one of them with --name or into a --folder.`,
  );
}
