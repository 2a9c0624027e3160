import * as vscode from 'vscode';
import type { Author } from '../../core/ledger/records/records';
import type { IndexAnswers } from '../../index/indexAnswers';
import { LedgerIndex } from '../../index/ledgerIndex';
import { loadSqlite } from '../../index/loadSqlite';
import type { Queries } from '../../index/queries';
import type { QueryResult } from '../../index/runQuery';
import type { Answers } from '../../registry/answers';
import type { Subscription } from '../../registry/event';
import { Ledger } from '../../registry/ledger';
import { Registry } from '../../registry/registry';
import type { LedgerWarning } from '../../registry/warnings';
import { digest } from '../../store/digest';
import { findExperimentsIn } from '../../store/evaluationFiles';
import { GitRecords } from '../../store/gitRecords';
import { RecordFiles } from '../../store/recordFiles';
import { DraftBases } from '../versions/draftBases';
import { EditorDocuments } from './editorDocuments';
import { identify } from './identity';
import { inBackground, log, logError } from './log';
import { queryInThread } from '../query/queryThread';
import { promptOfUri } from './paths';
import { tellWarning } from './shown';

/** Long enough to see a whole `git pull` at once, short enough to show it within a second. */
const LOOK_AFTER_MS = 150;
/** A stream of changes without a pause must not hide them. */
const LOOK_AT_LATEST_MS = 700;
/** The database is saved when nothing has changed for so long. */
const SAVE_AFTER_MS = 30_000;

type TableQueries = Omit<Queries, Exclude<keyof Answers, 'releases'>>;

/** One open registry: its files, its index, and what keeps the two together. */
export class RegistrySession implements vscode.Disposable {
  /** The registry's folder. */
  readonly root: vscode.Uri;
  readonly registry: Registry;
  /** What its use cases work with, for those that are no part of it. */
  readonly ledger: Ledger;
  /** What a program without an index can be asked as well. */
  readonly answers: IndexAnswers;
  /** What only the tables know. */
  readonly queries: TableQueries;
  readonly documents: EditorDocuments;
  readonly drafts: DraftBases;
  readonly #index: LedgerIndex;
  readonly #extensionUri: vscode.Uri;
  readonly #databaseFile: vscode.Uri | undefined;
  readonly #owned: Subscription[] = [];
  #lookTimer: NodeJS.Timeout | undefined;
  #unseenSince: number | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  /** Folders of records with a file that changed. */
  readonly #doubted = new Set<string>();

  private constructor(
    context: vscode.ExtensionContext,
    root: vscode.Uri,
    index: LedgerIndex,
    databaseFile: vscode.Uri | undefined,
  ) {
    this.root = root;
    this.#index = index;
    this.#extensionUri = context.extensionUri;
    this.#databaseFile = databaseFile;
    // A view shows what is wrong with a prompt beside it.
    this.answers = index.answers(() => undefined);
    this.queries = index.queries;
    this.documents = new EditorDocuments(root);
    this.drafts = new DraftBases(context.workspaceState, root.toString(), this);
    this.ledger = new Ledger({
      records: new RecordFiles(root.fsPath),
      documents: this.documents,
      index,
      clock: Date.now,
      identity: () => this.whoAmI(),
      digest,
      history: new GitRecords(root.fsPath),
      findExperiments: findExperimentsIn(root.fsPath),
    });
    this.registry = new Registry(this.ledger);
    this.#owned.push(
      this.registry.onDidChange(({ prompts }) => {
        // What is typed and not saved was typed here, whatever another program did to the file.
        for (const prompt of prompts) {
          if (this.documents.open(prompt)?.isDirty === true) this.drafts.savedHere(prompt);
        }
        this.drafts.look(prompts);
        this.#saveLater();
      }),
      this.registry.onDidWarn(warning => {
        inBackground('Telling of a warning', tellOf(warning));
      }),
      vscode.workspace.onDidSaveTextDocument(document => {
        const prompt = promptOfUri(root, document.uri);
        if (prompt !== undefined && document.uri.scheme === root.scheme) {
          this.drafts.savedHere(prompt);
          this.#lookSoon();
        }
      }),
      this.#watch(),
    );
  }

  /** Opens the registry at `root` and takes in what the saved database has not seen. Throws `io`. */
  static async open(context: vscode.ExtensionContext, root: vscode.Uri): Promise<RegistrySession> {
    const started = Date.now();
    const wasm = vscode.Uri.joinPath(context.extensionUri, 'dist', 'sql-wasm.wasm');
    const file = databaseFileOf(context, root);
    const [binary, saved] = await Promise.all([
      vscode.workspace.fs.readFile(wasm),
      file === undefined ? undefined : readIfThere(file),
    ]);
    const index = LedgerIndex.open(await loadSqlite(binary), digest, saved);
    const session = new RegistrySession(context, root, index, file);
    await session.look();
    const prompts = session.answers.status().map(status => status.prompt);
    session.drafts.look(prompts);
    log.info(`Opened ${root.fsPath}: ${prompts.length} prompts in ${Date.now() - started} ms.`);
    return session;
  }

  /** Does what others left to do, where it may, and takes in what they changed. Throws `io`. */
  async look(): Promise<void> {
    if (vscode.workspace.isTrusted) await this.registry.finishActs();
    const doubted = new Set(this.#doubted);
    this.#doubted.clear();
    await this.registry.refresh(doubted);
    if (!vscode.workspace.isTrusted) return;
    for (const { from, to } of await this.registry.followRenames()) this.drafts.moved(from, to);
  }

  /** The same, and reads anew the folders of records that these paths, from the registry's folder, lie in. */
  async lookAt(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const [top, ...parts] = path.split('/');
      // A folder that cannot be listed is named itself.
      for (const end of top === 'records' ? [-1, parts.length] : []) {
        this.#doubted.add(parts.slice(0, end).join('/'));
      }
    }
    await this.look();
  }

  /** Who would write now. Throws `identity-missing`. */
  whoAmI(): Promise<Author> {
    return identify(this.root);
  }

  /** Writes the database, so that the next start takes in only what is new. */
  async save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    if (this.#databaseFile === undefined) return;
    const bytes = this.#index.save();
    const folder = vscode.Uri.joinPath(this.#databaseFile, '..');
    const temporary = this.#databaseFile.with({ path: `${this.#databaseFile.path}.tmp` });
    await vscode.workspace.fs.createDirectory(folder);
    await vscode.workspace.fs.writeFile(temporary, bytes);
    await vscode.workspace.fs.rename(temporary, this.#databaseFile, { overwrite: true });
  }

  /**
   * Runs a query of a person on a copy of the database. Throws `invalid-argument` with what SQLite
   * says, and `vscode.CancellationError`.
   */
  query(
    { sql, maxRows = Infinity }: { readonly sql: string; readonly maxRows?: number },
    token?: vscode.CancellationToken,
  ): Promise<QueryResult> {
    return queryInThread(this.#extensionUri, { database: this.#index.save(), sql, maxRows }, token);
  }

  dispose(): void {
    clearTimeout(this.#lookTimer);
    clearTimeout(this.#saveTimer);
    for (const owned of this.#owned) owned.dispose();
    this.#index.close();
  }

  #watch(): vscode.Disposable {
    const pattern = new vscode.RelativePattern(
      this.root,
      '{registry.json,records/**,prompts/**,samples/**}',
    );
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (): void => {
      this.#lookSoon();
    };
    // Nobody changes a record: one that did change is no record any more.
    const lookAgain = (uri: vscode.Uri): void => {
      for (const folder of foldersOf(this.root, uri)) this.#doubted.add(folder);
      look();
    };
    const owned = [watcher, watcher.onDidCreate(look), watcher.onDidChange(lookAgain)];
    return vscode.Disposable.from(...owned, watcher.onDidDelete(look));
  }

  #lookSoon(): void {
    clearTimeout(this.#lookTimer);
    const now = Date.now();
    this.#unseenSince ??= now;
    const left = this.#unseenSince + LOOK_AT_LATEST_MS - now;
    this.#lookTimer = setTimeout(
      () => {
        this.#unseenSince = undefined;
        inBackground('Looking at the registry', this.look());
      },
      Math.max(0, Math.min(LOOK_AFTER_MS, left)),
    );
  }

  #saveLater(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      inBackground('Saving the database', this.save());
    }, SAVE_AFTER_MS);
  }
}

/** The folder of records that a file lies in. */
function foldersOf(root: vscode.Uri, { path }: vscode.Uri): readonly string[] {
  const records = `${vscode.Uri.joinPath(root, 'records').path}/`;
  const end = path.lastIndexOf('/');
  return path.startsWith(records) && end > records.length ? [path.slice(records.length, end)] : [];
}

/** What is done is done: a person reads once what is left to do. */
async function tellOf({ code, message }: LedgerWarning): Promise<void> {
  log.warn(`${code}: ${message}`);
  await tellWarning(message);
}

/** In the extension's own storage of this workspace, never in the repository. */
function databaseFileOf(
  context: vscode.ExtensionContext,
  root: vscode.Uri,
): vscode.Uri | undefined {
  const name = `${digest(root.toString()).slice(0, 16)}.sqlite`;
  return context.storageUri && vscode.Uri.joinPath(context.storageUri, name);
}

/** `undefined` makes the index begin empty: whatever the database held follows from the records. */
async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    if (!isMissing) logError('Reading the saved database', error);
    return undefined;
  }
}
