import type * as vscode from 'vscode';
import {
  blameLines,
  blameVersion,
  type BlamedText,
  type BlameSource,
} from '../../core/blame/blame';
import { orderVersions } from '../../core/graph/order';
import type { VersionInfo } from '../../core/derive/shapes';
import { VERSION_SCHEME, promptOfUri } from '../paths';
import type { RegistrySession } from '../session';

/** Where one line comes from; no version: it is not committed. */
export interface LineBlame {
  readonly version: VersionInfo | undefined;
  /** The line in that version, counted from 0. */
  readonly line: number;
}

const ALL = 100_000;
/** The rest of the extension gets its turn this often while a long history is read. */
const TURN_MS = 20;

/** Tells where the lines of working documents and versions come from. */
export class BlameReader {
  #session: RegistrySession | undefined;
  #prompt = '';
  /** Of one prompt at a time: a person reads one, and a long history takes room. */
  #known = new Map<string, BlamedText>();

  /**
   * The origins of the lines of a document as it is typed. `undefined` for what is no document of
   * this registry. Rejects where the index is closed meanwhile.
   */
  async read(
    session: RegistrySession,
    document: vscode.TextDocument,
  ): Promise<readonly LineBlame[] | undefined> {
    const prompt = promptOfUri(session.root, document.uri);
    if (prompt === undefined) return undefined;
    const isVersion = document.uri.scheme === VERSION_SCHEME;
    const ids = isVersion ? [document.uri.query] : parentsOf(session, prompt);
    const lines = document.getText().replaceAll('\r\n', '\n').split('\n');
    return this.readText(session, { prompt, lines, ids });
  }

  /** The same for lines that were made from the versions `ids`. */
  async readText(
    session: RegistrySession,
    text: { prompt: string; lines: readonly string[]; ids: readonly string[] },
  ): Promise<readonly LineBlame[]> {
    const { prompt, lines, ids } = text;
    const known = this.#knownOf(session, prompt);
    await readHistory(session, prompt, known);
    const blamed = ids.flatMap(id => known.get(id) ?? []);
    const versions = new Map<string, VersionInfo | undefined>();
    const find = (id: string): VersionInfo | undefined => {
      if (!versions.has(id)) versions.set(id, session.queries.version(id));
      return versions.get(id);
    };
    return blameLines(lines, blamed).map((origin, line) =>
      origin === undefined
        ? { version: undefined, line }
        : { version: find(origin.version), line: origin.line },
    );
  }

  #knownOf(session: RegistrySession, prompt: string): Map<string, BlamedText> {
    if (session !== this.#session || prompt !== this.#prompt) this.#known = new Map();
    [this.#session, this.#prompt] = [session, prompt];
    return this.#known;
  }
}

/** The versions that a working document was made from. */
export function parentsOf(session: RegistrySession, prompt: string): readonly string[] {
  return session.drafts.parents(prompt) ?? session.queries.heads(prompt).map(({ id }) => id);
}

/** Oldest first, so that each version costs one comparison with its parents. */
async function readHistory(
  { queries }: RegistrySession,
  prompt: string,
  known: Map<string, BlamedText>,
): Promise<void> {
  const versions = orderVersions(queries.versions(prompt, { limit: ALL })).reverse();
  const parents = new Map(versions.map(version => [version.id, version.parents]));
  const sourceOf = (id: string): BlameSource | undefined => {
    const source = queries.source(id);
    if (source === undefined) return undefined;
    return { parents: parents.get(id) ?? [], lines: source.split('\n') };
  };
  let turn = Date.now();
  for (const { id } of versions) {
    if (known.has(id)) continue;
    blameVersion(id, sourceOf, known);
    if (Date.now() - turn < TURN_MS) continue;
    await new Promise(resolve => setTimeout(resolve, 0));
    turn = Date.now();
  }
}
