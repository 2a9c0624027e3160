import type * as vscode from 'vscode';
import {
  blameLines,
  blameSteps,
  type BlamedText,
  type BlameHistory,
  type LineOrigin,
} from '../../core/compare/blame/blame';
import { VERSION_SCHEME, promptOfUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import type { VersionInfo } from '../../core/ledger/derive/model';

/** Where one line comes from; no version: it is not committed. */
export interface LineBlame {
  readonly version: VersionInfo | undefined;
  /** The line in that version, counted from 0. */
  readonly line: number;
}

/** Where the lines of a text come from, from top to bottom; `undefined` for what is not committed. */
export type Origins = readonly (LineOrigin | undefined)[];

/** The rest of the extension gets its turn this often while a long history is read. */
const TURN_MS = 10;
/** Versions that are remembered line by line: those that a person has before them, and some more. */
const REMEMBERED = 12;

/** A text that was made from some versions. */
interface BlamableText {
  readonly lines: readonly string[];
  readonly ids: readonly string[];
}

/** Tells where the lines of working documents and versions come from. */
export class BlameReader {
  #session: RegistrySession | undefined;
  /** Versions never change, so what is known of one holds for good, but for missing ancestors. */
  readonly #known = new Map<string, BlamedText>();
  /** Of documents as they were when they were asked for last; a cursor that moves changes nothing. */
  readonly #documents = new WeakMap<
    vscode.TextDocument,
    { readonly key: string; readonly origins: Origins }
  >();

  /**
   * The origins of the lines of a document as it is typed. `undefined` for what is no document of
   * this registry, and when nobody wants to know any more. Rejects where the index is closed
   * meanwhile.
   */
  async read(
    session: RegistrySession,
    document: vscode.TextDocument,
    isWanted: () => boolean,
  ): Promise<Origins | undefined> {
    const prompt = promptOfUri(session.root, document.uri);
    if (prompt === undefined) return undefined;
    const isVersion = document.uri.scheme === VERSION_SCHEME;
    const ids = isVersion ? [document.uri.query] : parentsOf(session, prompt);
    const blamed = await this.#blame(session, ids, isWanted);
    if (!isWanted()) return undefined;
    const gaps = blamed.flatMap(({ missing }) => missing);
    const key = [document.version, ...ids, ...gaps].join();
    const before = this.#documents.get(document);
    if (before?.key === key) return before.origins;
    const lines = document.getText().replaceAll('\r\n', '\n').split('\n');
    const origins = blameLines(lines, blamed);
    this.#documents.set(document, { key, origins });
    return origins;
  }

  /** The same for lines that were made from the versions `ids`. */
  async readText(session: RegistrySession, { lines, ids }: BlamableText): Promise<Origins> {
    return blameLines(lines, await this.#blame(session, ids, () => true));
  }

  async #blame(
    session: RegistrySession,
    ids: readonly string[],
    isWanted: () => boolean,
  ): Promise<readonly BlamedText[]> {
    if (session !== this.#session) this.#known.clear();
    this.#session = session;
    const blamed: BlamedText[] = [];
    for (const id of ids) {
      const text = await this.#blameVersion(session, id, isWanted);
      if (text !== undefined) blamed.push(text);
    }
    return blamed;
  }

  async #blameVersion(
    session: RegistrySession,
    id: string,
    isWanted: () => boolean,
  ): Promise<BlamedText | undefined> {
    const history = historyOf(session);
    for (const [known, { missing }] of this.#known) {
      const isOutdated = missing.some(ancestor => history.parentsOf(ancestor) !== undefined);
      if (isOutdated) this.#known.delete(known);
    }
    const known = this.#known.get(id);
    const steps = blameSteps(id, history, this.#known);
    const [reached, text] = known === undefined ? await inTurns(id, steps, isWanted) : [id, known];
    if (text === undefined || session !== this.#session) return undefined;
    // Whoever asks next goes on from where this one gave up.
    this.#remember(reached, text);
    return reached === id ? text : undefined;
  }

  /** The one that was asked for last is forgotten last. */
  #remember(id: string, text: BlamedText): void {
    this.#known.delete(id);
    this.#known.set(id, text);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** The versions that a working document was made from. */
export function parentsOf(session: RegistrySession, prompt: string): readonly string[] {
  return session.drafts.parents(prompt) ?? session.answers.heads(prompt).map(({ id }) => id);
}

/** The version behind a line, looked up once for all lines that it introduced. */
export function lineBlames(
  session: RegistrySession,
): (origins: Origins, line: number) => LineBlame {
  const versions = new Map<string, VersionInfo | undefined>();
  return (origins, line) => {
    const origin = origins[line];
    if (origin === undefined) return { version: undefined, line };
    const { version } = origin;
    if (!versions.has(version)) versions.set(version, session.queries.versionInfo(version));
    return { version: versions.get(version), line: origin.line };
  };
}

function historyOf({ queries }: RegistrySession): BlameHistory {
  return {
    parentsOf: id => queries.history.parents(id),
    linesOf: id => queries.source(id)?.split('\n') ?? [],
  };
}

type Step = readonly [id: string, text: BlamedText | undefined];

/** Takes the steps to a version, or as many as somebody wants to know of. */
async function inTurns(
  id: string,
  steps: ReturnType<typeof blameSteps>,
  isWanted: () => boolean,
): Promise<Step> {
  let turn = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return [id, step.value];
    if (Date.now() - turn < TURN_MS) continue;
    await new Promise(resolve => setTimeout(resolve, 0));
    if (!isWanted()) return step.value;
    turn = Date.now();
  }
}
