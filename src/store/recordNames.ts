import { nameTable } from '../core/derive/nameTable';
import type { RenameRecord } from '../core/records/records';
import type { Names } from '../registry/ports';
import type { PeekedFolder, RecordFiles } from './recordFiles';

/** How many folders are looked into at once. */
const FOLDERS_AT_ONCE = 32;

interface KnownFolder extends PeekedFolder {
  /** The names of its files when it was looked into. */
  readonly files: string;
}

/**
 * Which prompt a name means, found in the record files: for a program that keeps no index. A name
 * leads to its folder by that folder alone. What a prompt is called now may stand in any folder
 * without versions, so those are looked into; of all others one record is read, once.
 */
export class RecordNames implements Names {
  readonly #records: RecordFiles;
  readonly #known = new Map<string, KnownFolder>();

  constructor(records: RecordFiles) {
    this.#records = records;
  }

  async folderOf(name: string): Promise<string> {
    const { records } = await this.#records.read(name);
    const isOwner = records.some(record => record.kind === 'version');
    return nameTable(new Set(isOwner ? [name] : []), records.filter(isRename)).folderOf(name);
  }

  async nameOf(folder: string): Promise<string> {
    const listing = [...(await this.#records.list())];
    const looks: { folder: string; peeked: PeekedFolder }[] = [];
    for (let start = 0; start < listing.length; start += FOLDERS_AT_ONCE) {
      const batch = listing.slice(start, start + FOLDERS_AT_ONCE);
      const peek = async ([other, files]: (typeof batch)[number]) => {
        return { folder: other, peeked: await this.#peek(other, files) };
      };
      looks.push(...(await Promise.all(batch.map(peek))));
    }
    // A prompt may be called by its first name again, which its own folder says.
    const own = (await this.#records.read(folder)).records.filter(isRename);
    const owners = looks.filter(({ peeked }) => peeked.hasVersion).map(look => look.folder);
    const others = looks.filter(look => look.folder !== folder);
    const renames = others.flatMap(({ peeked }) => peeked.renames);
    return nameTable(new Set(owners), [...own, ...renames]).nameOf(folder);
  }

  async #peek(folder: string, names: readonly string[]): Promise<PeekedFolder> {
    const files = names.join();
    const known = this.#known.get(folder);
    if (known?.files === files) return known;
    const peeked = await this.#records.peek(folder, names);
    this.#known.set(folder, { ...peeked, files });
    return peeked;
  }
}

function isRename(record: { readonly kind: string }): record is RenameRecord {
  return record.kind === 'rename';
}
