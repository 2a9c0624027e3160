import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isWritten, writeFailure } from '../core/base/ioFailure';
import type { PublishTarget } from '../registry/publish';
import { ioError, isAbsent } from './files';
import { replaceFile } from './replaceFile';

/** Publishes into a folder, which is made where there is none. */
export class PublishFolder implements PublishTarget {
  readonly #root: string;
  readonly #warn: (message: string) => void;

  /** @param warn hears that a file is written and a power cut could lose it */
  constructor(root: string, warn: (message: string) => void) {
    this.#root = root;
    this.#warn = warn;
  }

  async read(path: string): Promise<string | undefined> {
    const file = join(this.#root, path);
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw ioError(file, error);
    }
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.#root, path);
    try {
      await mkdir(dirname(file), { recursive: true });
    } catch (error) {
      throw writeFailure(file, error);
    }
    try {
      await replaceFile(file, text);
    } catch (error) {
      if (!isWritten(error)) throw error;
      this.#warn(error.message);
    }
  }
}
