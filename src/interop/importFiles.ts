import { requirePlaced } from '../core/prompt/document/document';
import { prepareDocument } from '../core/prompt/render/preparedDocument';
import type { ForeignFile } from './foreignFile';
import { importFile, type ImportedPrompt, type ImportOptions } from './importFile';

/**
 * Reads files of other systems that are imported together. Dotprompts that include one another become
 * Jinja as soon as one of them has blocks: a prompt includes those of its own format. Throws what
 * `importFile` throws.
 */
export function importFiles(
  files: readonly ForeignFile[],
  options: ImportOptions = {},
): readonly ImportedPrompt[] {
  const read = files.map(file => importFile(file, options));
  const isJinja = (index: number): boolean =>
    read[index]?.some(({ source }) => /^format: jinja2$/m.test(source)) === true;
  const links = linksOf(read, options.folder);
  const waiting = files.flatMap((_, index) => (isJinja(index) ? [index] : []));
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const other of links[index] ?? []) {
      const file = files[other];
      if (file === undefined || isJinja(other)) continue;
      read[other] = importFile(file, { ...options, withBlocks: true });
      waiting.push(other);
    }
  }
  return read.flat();
}

/** The files that each Dotprompt includes, and those that include it. */
function linksOf(
  read: readonly (readonly ImportedPrompt[])[],
  folder: string | undefined,
): readonly ReadonlySet<number>[] {
  const links = read.map(() => new Set<number>());
  const prefix = folder === undefined || folder === '' ? '' : `${folder}/`;
  const places = new Map(
    read.flatMap((prompts, index) => prompts.map(({ prompt }) => [prompt, index] as const)),
  );
  read.forEach((prompts, index) => {
    for (const name of prompts.filter(({ format }) => format === 'dotprompt').flatMap(includesOf)) {
      const other = places.get(`${prefix}${name}`);
      if (other === undefined || read[other]?.some(isOther) === true) continue;
      links[index]?.add(other);
      links[other]?.add(index);
    }
  });
  return links;
}

function isOther({ format }: ImportedPrompt): boolean {
  return format !== 'dotprompt';
}

function includesOf({ source }: ImportedPrompt): readonly string[] {
  const { document, layout } = requirePlaced(source);
  return prepareDocument(document, layout).templates.flatMap(({ includes }) =>
    includes.map(({ reference }) => reference),
  );
}
