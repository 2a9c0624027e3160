import { createReadStream } from 'node:fs';
import { LedgerError } from '../core/base/errors';
import { promptNameProblem } from '../core/base/names';
import { compareText } from '../core/base/textOrder';
import type { DatasetSource, ExperimentSources } from '../registry/experimentSources';
import { BACKGROUND, type Disk } from './disk';
import { containedPath, decodeUtf8, ioError, isAbsent, listIfThere, readIfThere } from './files';

const EXPERIMENTS = 'experiments';
const DATASETS = 'datasets';
const EXPERIMENT = /\.ya?ml$/;
const DATASET = /\.(jsonl|csv)$/;

/** Experiments and datasets as files below `experiments/` and `datasets/`. */
export class ExperimentFiles implements ExperimentSources {
  readonly #root: string;
  readonly #disk: Disk;

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk = BACKGROUND) {
    this.#root = root;
    this.#disk = disk;
  }

  async experiments(): Promise<readonly string[]> {
    return namesOf(await this.#below(EXPERIMENTS, []), EXPERIMENT);
  }

  async experiment(name: string): Promise<string | undefined> {
    if (promptNameProblem(name) !== undefined) return undefined;
    for (const ending of ['.yaml', '.yml']) {
      const path = [EXPERIMENTS, ...`${name}${ending}`.split('/')];
      const bytes = await readIfThere(this.#root, path, this.#disk);
      if (bytes === undefined) continue;
      const text = decodeUtf8(bytes);
      if (text !== undefined) return text;
      const message = `The experiment "${name}" is not UTF-8 text. Save it as UTF-8.`;
      throw new LedgerError('invalid-input', { experiment: name }, message);
    }
    return undefined;
  }

  async datasets(): Promise<readonly string[]> {
    return namesOf(await this.#below(DATASETS, []), DATASET);
  }

  async dataset(name: string): Promise<DatasetSource | undefined> {
    if (promptNameProblem(name) !== undefined) return undefined;
    for (const format of ['jsonl', 'csv'] as const) {
      const file = await containedPath(
        this.#root,
        [DATASETS, ...`${name}.${format}`.split('/')],
        this.#disk,
      );
      if (await this.#isFile(file)) return { name, format, chunks: () => chunksOf(name, file) };
    }
    return undefined;
  }

  async #isFile(file: string): Promise<boolean> {
    try {
      return (await this.#disk.lstat(file)).isFile();
    } catch (error) {
      if (isAbsent(error)) return false;
      throw ioError(file, error);
    }
  }

  async #below(top: string, path: readonly string[]): Promise<readonly string[]> {
    const entries = await listIfThere(this.#root, [top, ...path], this.#disk);
    const found: string[] = [];
    for (const entry of entries) {
      if (entry.isFile()) found.push([...path, entry.name].join('/'));
      if (entry.isDirectory()) found.push(...(await this.#below(top, [...path, entry.name])));
    }
    return found;
  }
}

function namesOf(files: readonly string[], ending: RegExp): readonly string[] {
  const names = files.filter(file => ending.test(file)).map(file => file.replace(ending, ''));
  const good = names.filter(name => promptNameProblem(name) === undefined);
  return [...new Set(good)].sort(compareText);
}

/** A file of any size, a piece at a time. */
async function* chunksOf(name: string, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(file))
      yield decoder.decode(bytes as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw ioError(file, error);
    const message = `The dataset "${name}" is not UTF-8 text. Save it as UTF-8.`;
    throw new LedgerError('invalid-input', { dataset: name }, message, error);
  }
}
