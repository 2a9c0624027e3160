import { nameTable, type NameTable, type OwnRecords } from '../core/ledger/derive/nameTable';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import { isRename, type RenameRecord } from '../core/ledger/records/records';
import type { KnownNames } from '../registry/ports';
import type { PeekedFolder, RecordFiles } from './recordFiles';

/** How many folders are looked into at once. */
const FOLDERS_AT_ONCE = 32;

interface KnownFolder extends PeekedFolder {
  /** The names of its files when it was looked into. */
  readonly files: string;
}

interface Look {
  readonly folder: string;
  readonly peeked: PeekedFolder;
}

/**
 * Which prompt a name means, found in the record files: for a program that keeps no index. A name
 * leads to its folder by that folder alone. What a prompt is called now may stand in any folder
 * of renames, so those are looked into; of all others one record is read, once.
 */
export class RecordNames implements KnownNames {
  readonly #records: RecordFiles;
  readonly #known = new Map<string, KnownFolder>();
  #doubts: readonly RecordProblem[] = [];

  constructor(records: RecordFiles) {
    this.#records = records;
  }

  async folderOf(name: string): Promise<string> {
    const { records, problems } = await this.#records.read(name);
    const renames = records.filter(isRename);
    if (renames.length < records.length || problems.some(({ isVoid }) => isVoid !== true))
      return name;
    const claimants = [...new Set(renames.map(rename => rename.from))];
    // Only where several claim the name does it matter when their prompts began.
    const looks = claimants.length < 2 ? [] : await this.#lookInto(claimants);
    return nameTable(ownersOf(looks), renames).folderOf(name);
  }

  async nameOf(folder: string): Promise<string> {
    const looks = await this.#lookInto();
    this.#doubts = looks.flatMap(({ peeked }) => peeked.doubt ?? []);
    // A prompt may be called by its first name again, which its own folder says.
    const own = (await this.#records.read(folder)).records.filter(isRename);
    const others = looks.filter(look => look.folder !== folder);
    // What is renamed to a name with records of its own is not called so.
    const renames = others.flatMap(({ peeked }) =>
      peeked.since === undefined ? peeked.renames : [],
    );
    return nameTable(ownersOf(looks), [...own, ...renames]).nameOf(folder);
  }

  async renames(): Promise<NameTable> {
    const looks = await this.#lookInto();
    const renames = looks.flatMap(({ peeked }) =>
      peeked.since === undefined ? peeked.renames : [],
    );
    // A prompt may be called by its first name again, which its own folder says.
    const own: RenameRecord[] = [];
    for (const folder of new Set(renames.map(({ from }) => from))) {
      own.push(...(await this.#records.read(folder)).records.filter(isRename));
    }
    return nameTable(ownersOf(looks), [...renames, ...own]);
  }

  doubts(): readonly RecordProblem[] {
    return this.#doubts;
  }

  /** Looks into all folders, or into some of them. */
  async #lookInto(folders?: readonly string[]): Promise<readonly Look[]> {
    const listing = [...(await this.#records.list())];
    const wanted = listing.filter(([folder]) => folders?.includes(folder) ?? true);
    const looks: Look[] = [];
    for (let start = 0; start < wanted.length; start += FOLDERS_AT_ONCE) {
      const batch = wanted.slice(start, start + FOLDERS_AT_ONCE);
      const look = async ([folder, files]: (typeof batch)[number]): Promise<Look> => {
        return { folder, peeked: await this.#peek(folder, files) };
      };
      looks.push(...(await Promise.all(batch.map(look))));
    }
    return looks;
  }

  async #peek(folder: string, names: readonly string[]): Promise<PeekedFolder> {
    const files = names.join();
    const known = this.#known.get(folder);
    if (known?.files === files) return known;
    const peeked = await this.#records.peek(folder, names);
    // What says nothing now may be restored under the same name.
    if (!peeked.isInDoubt) this.#known.set(folder, { ...peeked, files });
    return peeked;
  }
}

function ownersOf(looks: readonly Look[]): ReadonlyMap<string, OwnRecords> {
  return new Map(
    looks.flatMap(({ folder, peeked: { since } }): [string, OwnRecords][] =>
      since === undefined ? [] : [[folder, { since, has: () => false }]],
    ),
  );
}
