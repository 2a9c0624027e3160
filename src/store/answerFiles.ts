import type { Dirent } from 'node:fs';
import type { Answer } from '../core/evaluation/answer';
import { printAnswer, readAnswer } from '../core/evaluation/answerFile';
import { recordFileName, recordId } from '../core/ledger/records/recordFile';
import { compareRecords } from '../core/ledger/records/records';
import type { AnswerStore, ListedAnswer } from '../registry/answerStore';
import { digest } from './digest';
import { BACKGROUND, type Disk } from './disk';
import {
  containedPath,
  decodeUtf8,
  listIfThere,
  readIfThere,
  removeDurably,
  requireOwnFolder,
  writeDurably,
  type RelativePath,
} from './files';

const KEPT: RelativePath = ['answers'];
const LOCAL: RelativePath = ['cache', 'answers'];
const REQUEST = /^[0-9a-f]{32}$/;
const ANSWER = /^\d{8}T\d{9}Z-[0-9a-f]{32}\.json$/;

/** Answers as files below `answers/`, and the local ones below `cache/answers/`. */
export class AnswerFiles implements AnswerStore {
  readonly #root: string;
  readonly #disk: Disk;

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk = BACKGROUND) {
    this.#root = root;
    this.#disk = disk;
  }

  async answersTo(folder: string, request: string): Promise<readonly ListedAnswer[]> {
    const path = [...folder.split('/'), request];
    const found = [...(await this.#inFolder(KEPT, path)), ...(await this.#inFolder(LOCAL, path))];
    return inOrder(found.filter(({ answer }) => answer.request === request));
  }

  async all(folder?: string): Promise<readonly ListedAnswer[]> {
    const below = folder === undefined ? [] : folder.split('/');
    const found = [...(await this.#below(KEPT, below)), ...(await this.#below(LOCAL, below))];
    const wanted = found.filter(({ answer }) => folder === undefined || answer.prompt === folder);
    return inOrder(wanted);
  }

  async add(draft: Omit<Answer, 'id'>, { kept }: { readonly kept: boolean }): Promise<Answer> {
    const { name, text, id } = printAnswer(draft, digest);
    await this.#write([...(kept ? KEPT : LOCAL), ...placeOf(draft), name], text);
    return { ...draft, id };
  }

  async keep(answer: Answer): Promise<void> {
    const { id, ...draft } = answer;
    const { name, text } = printAnswer(draft, digest);
    const path = [...placeOf(answer), name];
    if ((await readIfThere(this.#root, [...KEPT, ...path], this.#disk)) === undefined)
      await this.#write([...KEPT, ...path], text);
    await this.forget({ ...draft, id });
  }

  async forget(answer: Answer): Promise<void> {
    const name = recordFileName(answer.at, answer.id);
    const path = [...LOCAL, ...placeOf(answer), name];
    if ((await readIfThere(this.#root, path, this.#disk)) === undefined) return;
    await removeDurably(this.#root, path);
  }

  async addResults(
    folder: string,
    text: string,
    { kept }: { readonly kept: boolean },
  ): Promise<string> {
    const hash = recordId(digest(text));
    await this.#write([...(kept ? KEPT : LOCAL), ...folder.split('/'), `${hash}.json`], text);
    return hash;
  }

  async results(folder: string, hash: string): Promise<string | undefined> {
    if (!REQUEST.test(hash)) return undefined;
    for (const place of [KEPT, LOCAL]) {
      const path = [...place, ...folder.split('/'), `${hash}.json`];
      const bytes = await readIfThere(this.#root, path, this.#disk);
      const text = bytes && decodeUtf8(bytes);
      if (text !== undefined && recordId(digest(text)) === hash) return text;
    }
    return undefined;
  }

  async #write(path: RelativePath, text: string): Promise<void> {
    await requireOwnFolder(this.#root, this.#disk);
    await writeDurably(this.#root, path, text);
  }

  async #below(place: RelativePath, below: RelativePath): Promise<readonly ListedAnswer[]> {
    const entries = await listIfThere(this.#root, [...place, ...below], this.#disk);
    const found: ListedAnswer[] = [];
    for (const entry of entries.filter(item => item.isDirectory())) {
      const path = [...below, entry.name];
      if (REQUEST.test(entry.name)) found.push(...(await this.#inFolder(place, path)));
      found.push(...(await this.#below(place, path)));
    }
    return found;
  }

  async #inFolder(place: RelativePath, path: RelativePath): Promise<readonly ListedAnswer[]> {
    const entries = await listIfThere(this.#root, [...place, ...path], this.#disk);
    const found: ListedAnswer[] = [];
    for (const { name } of entries.filter(isAnswerFile)) {
      const stored = await this.#read([...place, ...path, name], place === KEPT);
      // What lies in the folder of another prompt or request answers nothing that is asked here.
      if (stored && placeOf(stored.answer).join('/') === path.join('/')) found.push(stored);
    }
    return found;
  }

  async #read(path: RelativePath, kept: boolean): Promise<ListedAnswer | undefined> {
    await containedPath(this.#root, path, this.#disk);
    const bytes = await readIfThere(this.#root, path, this.#disk);
    const text = bytes && decodeUtf8(bytes);
    if (bytes === undefined || text === undefined) return undefined;
    const answer = readAnswer(path.at(-1) ?? '', text, digest);
    return answer && { answer, kept, bytes: bytes.byteLength };
  }
}

function isAnswerFile(entry: Dirent): boolean {
  return entry.isFile() && ANSWER.test(entry.name);
}

function placeOf({ prompt, request }: Pick<Answer, 'prompt' | 'request'>): RelativePath {
  return [...prompt.split('/'), request];
}

/** Each once: the kept ones come first. */
function inOrder(found: readonly ListedAnswer[]): readonly ListedAnswer[] {
  const byId = new Map<string, ListedAnswer>();
  for (const stored of found) if (!byId.has(stored.answer.id)) byId.set(stored.answer.id, stored);
  return [...byId.values()].sort((left, right) => compareRecords(left.answer, right.answer));
}
