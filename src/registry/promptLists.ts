import { refuseDamagedVersion, refuseDoubt, type Aspect } from '../core/ledger/derive/damage';
import type {
  Page,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import { pageOf, releaseInfos } from '../core/ledger/derive/shapes';
import { sourceText } from '../core/ledger/records/records';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';

/** The pages of a list that are wanted, of versions whether with their documents. */
interface VersionsPage extends Page {
  readonly source?: boolean | undefined;
}

/**
 * The lists of one prompt, newest first but for its tags, for who relies on them: each throws what
 * `Ledger.existing` and `pageOf` do, and `io` or `record-corrupt` where a record that says nothing may belong
 * to the list.
 */
export class PromptLists {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  async versions(prompt: string, page: VersionsPage): Promise<readonly VersionInfo[]> {
    const snapshot = await this.#ledger.existing(prompt);
    const { name, state } = snapshot;
    refuseDoubt(name, state, 'versions', 'heads', ...sureTags(...state.tags.keys()));
    const infos = await answersOf(this.#ledger).versions(snapshot, page);
    if (page.source !== true) return infos;
    return infos.map(info => {
      const source = sourceText(state.versions.get(info.id));
      return source === undefined ? info : { ...info, source };
    });
  }

  async tags(prompt: string, page: Page): Promise<readonly TagInfo[]> {
    return listTags(this.#ledger, await this.#ledger.existing(prompt), page);
  }

  /** None of a tag that never was. */
  async moves(prompt: string, tag: string, page: Page): Promise<readonly TagMoveInfo[]> {
    const snapshot = await this.#ledger.existing(prompt);
    refuseDoubt(snapshot.name, snapshot.state, `moves ${tag}`, ...sureTags(tag));
    return soundPage(snapshot, await answersOf(this.#ledger).moves(snapshot, tag), page);
  }

  async releases(
    prompt: string,
    environment: string | undefined,
    page: Page,
  ): Promise<readonly ReleaseInfo[]> {
    const snapshot = await this.#ledger.existing(prompt);
    const { name, state } = snapshot;
    const environments = environment === undefined ? [...state.tags.keys()] : [environment];
    refuseDoubt(name, state, ...environments.map(item => `moves ${item}` as const));
    return soundPage(snapshot, releaseInfos(name, state, environment), page);
  }
}

/** The tags of a prompt that are wanted, sorted by name: a list that lacks one would say that there is none. */
export async function listTags(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  page: Page,
  isWanted: (tag: TagInfo) => boolean = () => true,
): Promise<readonly TagInfo[]> {
  const { name, state } = snapshot;
  refuseDoubt(name, state, ...sureTags(...state.tags.keys()));
  return soundPage(snapshot, (await answersOf(ledger).tags(snapshot)).filter(isWanted), page);
}

/** What must be sure of tags for a list that shows where they point. */
function sureTags(...tags: readonly string[]): readonly Aspect[] {
  return tags.flatMap(tag => [`served ${tag}`, `tips ${tag}`] as const);
}

/** A page of what points at versions. Throws where one of them lies in a damaged record. */
function soundPage<T extends TagInfo>(
  { name, state }: PromptSnapshot,
  items: readonly T[],
  page: Page,
): readonly T[] {
  const found = pageOf(items, page);
  const versions = found.map(({ version }) => version);
  refuseDamagedVersion(name, state, versions);
  return found;
}
