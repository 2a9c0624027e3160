import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { MAX_DOCUMENT_BYTES, normalizeSource } from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { asStep, isWritten } from '../core/base/ioFailure';
import { parsePromptName, promptNameProblem } from '../core/base/names';
import { didYouMean, similarNames } from '../core/base/similarNames';
import type {
  DocumentEntry,
  Documents,
  DocumentStray,
  IsKept,
  Unfinished,
} from '../registry/ports';
import { BACKGROUND, type Disk } from './disk';
import { stampIfPlain, stampOf } from './documentStamp';
import { documentStrays } from './documentStrays';
import {
  containedPath,
  decodeUtf8,
  listIfThere,
  moveDurably,
  readIfThere,
  removeDurably,
  requireOwnFolder,
  writeDurably,
  type RelativePath,
} from './files';
import { GIT_ATTRIBUTES, GIT_IGNORE, isFormer } from './gitRules';
import { withLock } from './lock';
import { sweepCache } from './sweepCache';
import { forgetUnfinished, keepUnfinished, listUnfinished } from './unfinishedFiles';
import { refuseRepository } from './workTree';
import { compareText } from '../core/base/textOrder';

const DOCUMENT_SUFFIX = '.prompt';
const SAMPLE_SUFFIX = '.json';

const isNowhereElse: IsKept = () => Promise.resolve(false);

/** The files that people edit, below the registry's folder. */
export class DocumentFiles implements Documents {
  readonly #root: string;
  readonly #disk: Disk;

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk = BACKGROUND) {
    this.#root = root;
    this.#disk = disk;
  }

  async list(): Promise<readonly DocumentEntry[]> {
    const found: DocumentEntry[] = [];
    await requireOwnFolder(this.#root, this.#disk);
    await this.#listFolder([], found);
    return found.sort((left, right) => compareText(left.prompt, right.prompt));
  }

  async entry(prompt: string): Promise<DocumentEntry | undefined> {
    await requireOwnFolder(this.#root, this.#disk);
    const stamp = await stampIfPlain(this.#root, documentPath(prompt), this.#disk);
    return stamp === undefined ? undefined : { prompt, stamp };
  }

  async read(prompt: string): Promise<string | undefined> {
    const path = documentPath(prompt);
    const bytes = await this.#readIfThere(path);
    if (bytes === undefined) return undefined;
    if (bytes.byteLength > MAX_DOCUMENT_BYTES) {
      throw new LedgerError(
        'too-large',
        { prompt, bytes: bytes.byteLength, limit: MAX_DOCUMENT_BYTES },
        `"${prompt}" has ${bytes.byteLength} bytes; a prompt has at most 1 MB. Shorten it.`,
      );
    }
    const text = decodeUtf8(bytes);
    if (text === undefined) {
      throw new LedgerError(
        'invalid-document',
        { prompt },
        `${path.join('/')} is not UTF-8 text. Save it with that encoding.`,
      );
    }
    return normalizeSource(text);
  }

  async write(prompt: string, text: string): Promise<void> {
    await writeDurably(this.#root, documentPath(prompt), text);
  }

  async move(prompt: string, to: string, isKept = isNowhereElse): Promise<readonly string[]> {
    const isGone = await this.moveDocument(prompt, to, isKept);
    const stays = isGone ? [] : [documentPath(prompt).join('/')];
    // One by one, for the folder may hold the samples of other prompts below it.
    for (const sample of await this.samples(prompt)) {
      const from = samplePath(prompt, sample);
      if (!(await this.#moveIfFree(from, samplePath(to, sample)))) stays.push(from.join('/'));
    }
    return stays;
  }

  /** Moves the working document alone. Resolves to whether none stays behind. Throws `io`. */
  protected async moveDocument(prompt: string, to: string, isKept: IsKept): Promise<boolean> {
    return this.#moveIfFree(documentPath(prompt), documentPath(to), isKept);
  }

  async has(prompt: string): Promise<boolean> {
    return this.#isThere(documentPath(prompt));
  }

  async samples(prompt: string): Promise<readonly string[]> {
    const entries = await listIfThere(this.#root, ['samples', ...parts(prompt)], this.#disk);
    return entries
      .filter(entry => entry.isFile() && entry.name.endsWith(SAMPLE_SUFFIX))
      .map(entry => entry.name.slice(0, -SAMPLE_SUFFIX.length))
      .filter(sample => promptNameProblem(sample) === undefined)
      .sort(compareText);
  }

  async readSample(prompt: string, sample: string): Promise<string> {
    const bytes = await this.#readIfThere(samplePath(prompt, sample));
    if (bytes !== undefined) return normalizeSource(decodeUtf8(bytes) ?? '');
    throw sampleNotFound(prompt, sample, await this.samples(prompt));
  }

  async writeSample(prompt: string, sample: string, text: string): Promise<void> {
    await writeDurably(this.#root, samplePath(prompt, sample), text);
  }

  async readConfig(): Promise<string | undefined> {
    const bytes = await this.#readIfThere(['registry.json']);
    return bytes === undefined ? undefined : (decodeUtf8(bytes) ?? '');
  }

  async writeConfig(text: string): Promise<void> {
    await writeDurably(this.#root, ['registry.json'], text);
  }

  locked<T>(lock: 'registry.json' | 'samples', work: () => Promise<T>): Promise<T> {
    return withLock({ root: this.#root, lock }, work);
  }

  sweep(now: number): Promise<number> {
    return sweepCache(this.#root, now);
  }

  unfinished(): Promise<readonly Unfinished[]> {
    return listUnfinished(this.#root, this.#disk);
  }

  keepUnfinished(unfinished: Unfinished): Promise<void> {
    return keepUnfinished(this.#root, unfinished);
  }

  forgetUnfinished(record: string): Promise<void> {
    return forgetUnfinished(this.#root, record);
  }

  async initialize(config: string): Promise<void> {
    await refuseRepository(this.#root);
    const files = [
      ['.gitattributes', GIT_ATTRIBUTES],
      ['.gitignore', GIT_IGNORE],
      ['registry.json', config],
    ] as const;
    const written: string[] = [];
    let unsure: LedgerError | undefined;
    for (const [name, text] of files) {
      const found = await this.#readIfThere([name]);
      if (found !== undefined && !isFormer(name, decodeUtf8(found) ?? '')) continue;
      try {
        await writeDurably(this.#root, [name], text);
      } catch (error) {
        if (!isWritten(error)) throw afterOthers(error, written);
        unsure ??= error;
      }
      written.push(name);
    }
    if (unsure !== undefined) throw unsure;
  }

  /** Two that do it at once end alike: whoever is second finds nothing to move. */
  async #moveIfFree(
    from: RelativePath,
    to: RelativePath,
    isKept = isNowhereElse,
  ): Promise<boolean> {
    if (!(await this.#isThere(from))) return true;
    if (await this.#isThere(to)) return this.#removeIfKept(from, to, isKept);
    await moveDurably(this.#root, from, to);
    return true;
  }

  /** Removes a file with which nothing is lost. Resolves to whether it is gone. */
  async #removeIfKept(from: RelativePath, to: RelativePath, isKept: IsKept): Promise<boolean> {
    const [old, current] = [await this.#readIfThere(from), await this.#readIfThere(to)];
    if (old === undefined) return true;
    if (current === undefined) return false;
    if (!current.equals(old) && !(await areKept([old, current], isKept))) return false;
    const [source, target] = [
      await containedPath(this.#root, from, this.#disk),
      await containedPath(this.#root, to, this.#disk),
    ];
    // One file under two names would be gone under both where case does not count.
    if ((await stampOf(source, this.#disk)) === (await stampOf(target, this.#disk))) return false;
    await removeDurably(this.#root, from);
    return true;
  }

  async #isThere(path: RelativePath): Promise<boolean> {
    const file = await containedPath(this.#root, path, this.#disk);
    return (await stampOf(file, this.#disk)) !== undefined;
  }

  async #readIfThere(path: RelativePath): Promise<Buffer | undefined> {
    await requireOwnFolder(this.#root, this.#disk);
    return readIfThere(this.#root, path, this.#disk);
  }

  strays(): Promise<readonly DocumentStray[]> {
    return documentStrays(this.#root, this.#disk);
  }

  /** One folder that cannot be listed breaks nothing but itself; `strays` tells it. */
  async #entries(path: readonly string[]): Promise<readonly Dirent[]> {
    try {
      return await listIfThere(this.#root, ['prompts', ...path], this.#disk);
    } catch (error) {
      if (path.length === 0) throw error;
      return [];
    }
  }

  async #listFolder(path: readonly string[], found: DocumentEntry[]): Promise<void> {
    for (const entry of await this.#entries(path)) {
      if (entry.isDirectory()) await this.#listFolder([...path, entry.name], found);
      const prompt = [...path, entry.name.slice(0, -DOCUMENT_SUFFIX.length)].join('/');
      const isDocument = entry.isFile() && entry.name.endsWith(DOCUMENT_SUFFIX);
      if (!isDocument || promptNameProblem(prompt) !== undefined) continue;
      const stamp = await stampOf(join(this.#root, 'prompts', ...path, entry.name), this.#disk);
      if (stamp !== undefined) found.push({ prompt, stamp });
    }
  }
}

function afterOthers(error: unknown, written: readonly string[]): unknown {
  if (!(error instanceof LedgerError) || written.length === 0) return error;
  return asStep(error, `Written before it: ${written.join(', ')}.`);
}

function sampleNotFound(prompt: string, sample: string, names: readonly string[]): LedgerError {
  const similar = similarNames(sample, names);
  const hint = similar.length === 0 ? '' : `${didYouMean(similar)} `;
  const there = names.length === 0 ? 'It has none yet.' : `It has: ${names.join(', ')}.`;
  return new LedgerError(
    'sample-not-found',
    { prompt, sample, samples: names, similar },
    `"${prompt}" has no sample "${sample}". ${hint}${there}`,
  );
}

function parts(prompt: string): string[] {
  return parsePromptName(prompt).split('/');
}

/** Where a prompt's working document lies below the registry's folder. Throws `invalid-name`. */
export function documentPath(prompt: string): readonly string[] {
  const names = ['prompts', ...parts(prompt)];
  return [...names.slice(0, -1), `${String(names.at(-1))}${DOCUMENT_SUFFIX}`];
}

/** Where a sample lies below the registry's folder. Throws `invalid-name`. */
export function samplePath(prompt: string, sample: string): readonly string[] {
  const name = parsePromptName(sample);
  if (!name.includes('/')) return ['samples', ...parts(prompt), `${name}${SAMPLE_SUFFIX}`];
  throw new LedgerError('invalid-name', { name, kind: 'sample' }, 'A sample name holds no "/".');
}

/** Both have to be: a text beside somebody's own words may be what they are to be compared with. */
async function areKept(files: readonly Uint8Array[], isKept: IsKept): Promise<boolean> {
  for (const bytes of files) {
    const text = decodeUtf8(bytes);
    if (text === undefined || !(await isKept(normalizeSource(text)))) return false;
  }
  return true;
}
