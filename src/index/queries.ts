import type { BindParams } from 'sql.js';
import { HistoryQueries } from './historyQueries';
import { markings } from './markings';
import { releaseInfos } from './releaseQueries';
import { PROBLEM_COLUMNS, problemOf, toTag, toVersion } from './rowShapes';
import { groupBy, text, type Columns, type Statements } from './statements';
import { SEARCH } from './searchQuery';
import { triedVersions, type TriedVersion } from './triedQueries';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import type {
  DocumentState,
  Page,
  PromptInfo,
  ReleaseInfo,
  StatusInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import type { HeadInfo } from '../registry/answers';

/** Where a search found its text. */
export interface SearchHit {
  readonly prompt: string;
  readonly where: 'name' | 'description' | 'label' | 'source' | 'message';
  /** The version whose source or message holds the text; `null` for the other places. */
  readonly version: string | null;
  /** The line that holds it. */
  readonly text: string;
}

/** What a search found. */
export interface Holding {
  readonly hits: readonly SearchHit[];
  readonly prompts: readonly PromptInfo[];
}

/** Every SELECT that a view or a command needs, and nothing that writes. */
export class Queries {
  readonly #statements: Statements;
  /** What is asked of the whole history of a prompt. */
  readonly history: HistoryQueries;

  constructor(statements: Statements) {
    this.#statements = statements;
    this.history = new HistoryQueries(statements);
  }

  /** Every prompt, sorted by name. */
  prompts(): readonly PromptInfo[] {
    const rows = this.#all(`${PROMPTS} ORDER BY s.name`);
    const tags = this.#tagRows('');
    const labels = this.#all('SELECT folder, label FROM labels ORDER BY label');
    return this.#promptInfos(rows, { tags, labels });
  }

  /** One prompt, or `undefined`. Costs what the prompt holds, not what the registry does. */
  prompt(name: string): PromptInfo | undefined {
    const rows = this.#all(`${PROMPTS} WHERE s.name = $name`, { $name: name });
    const [row] = rows;
    if (row === undefined) return undefined;
    const values = { $folder: text(row, 'folder') };
    const tags = this.#tagRows('AND t.folder = $folder', values);
    const labels = this.#all(
      'SELECT folder, label FROM labels WHERE folder = $folder ORDER BY label',
      values,
    );
    return this.#promptInfos(rows, { tags, labels })[0];
  }

  /** The last run of each experiment on each version and model of a prompt, the newest first. */
  tried(prompt: string): readonly TriedVersion[] {
    return triedVersions(this.#statements, prompt);
  }

  #promptInfos(
    rows: readonly Columns[],
    of: { readonly tags: readonly Columns[]; readonly labels: readonly Columns[] },
  ): readonly PromptInfo[] {
    const tags = groupBy(of.tags, row => text(row, 'folder'));
    const labels = groupBy(of.labels, row => text(row, 'folder'));
    const marked = markings(this.#statements, rows);
    return rows.map(row => {
      const folder = text(row, 'folder');
      const info = {
        prompt: text(row, 'name'),
        description: text(row, 'description'),
        labels: (labels.get(folder) ?? []).map(label => text(label, 'label')),
        archived: row.archived === 1,
        versions: Number(row.version_count ?? 0),
        latest: row.id === null ? null : toVersion(row),
        tags: (tags.get(folder) ?? []).map(toTag),
        state: text(row, 'state') as DocumentState,
        diverged: row.diverged === 1,
        ...problemOf(row),
      };
      return marked(info, folder);
    });
  }

  /** How each working document stands, sorted by name. */
  status(): readonly StatusInfo[] {
    const rows = this.#all(
      `SELECT s.name, s.state, s.folder, COALESCE(p.diverged, 0) AS diverged, ${PROBLEM_COLUMNS}
       FROM prompt_states s LEFT JOIN prompts p ON p.folder = s.folder
       LEFT JOIN problems q ON q.path = p.problem ORDER BY s.name`,
    );
    const marked = markings(this.#statements, rows);
    return rows.map(row => {
      const info = {
        prompt: text(row, 'name'),
        state: text(row, 'state') as DocumentState,
        diverged: row.diverged === 1,
        ...problemOf(row),
      };
      return marked(info, text(row, 'folder'));
    });
  }

  /** Versions of a prompt, newest first, without their sources. */
  versions(prompt: string, page: Page): readonly VersionInfo[] {
    return this.#all(
      `${VERSIONS} WHERE p.name = $prompt
         AND ($after IS NULL OR v.position < (SELECT position FROM versions WHERE id = $after AND folder = v.folder))
       ORDER BY v.position DESC LIMIT $limit`,
      { $prompt: prompt, $after: page.after ?? null, $limit: page.limit ?? -1 },
    ).map(toVersion);
  }

  /** One version, or `undefined`, with its source. */
  version(id: string): VersionInfo | undefined {
    const info = this.versionInfo(id);
    const source = this.source(id);
    return info === undefined || source === undefined ? undefined : { ...info, source };
  }

  /** One version, or `undefined`, without its source. */
  versionInfo(id: string): VersionInfo | undefined {
    const [row] = this.#all(`${VERSIONS} WHERE v.id = $id`, { $id: id });
    return row === undefined ? undefined : toVersion(row);
  }

  /** The document of a version. */
  source(id: string): string | undefined {
    const [row] = this.#all('SELECT source FROM sources WHERE version = $id', { $id: id });
    return row === undefined ? undefined : text(row, 'source');
  }

  /** The includes of a version: each reference as written, and the version that it meant. */
  includes(id: string): Readonly<Record<string, string>> {
    const [row] = this.#all('SELECT includes FROM versions WHERE id = $id', { $id: id });
    return row === undefined ? {} : (JSON.parse(text(row, 'includes')) as Record<string, string>);
  }

  /** The heads of a prompt, in order. */
  heads(prompt: string): readonly HeadInfo[] {
    return this.#all(
      `SELECT v.id, v.digest FROM versions v JOIN prompts p ON p.folder = v.folder
       WHERE p.name = $prompt AND v.head = 1 ORDER BY v.position`,
      { $prompt: prompt },
    ).map(row => ({ id: text(row, 'id'), digest: text(row, 'digest') }));
  }

  /** The digest of a working document; `undefined` where there is none, or it is no text. */
  documentDigest(prompt: string): string | undefined {
    const [row] = this.#all('SELECT digest FROM documents WHERE name = $prompt', {
      $prompt: prompt,
    });
    return row === undefined || row.digest === null ? undefined : text(row, 'digest');
  }

  /** The tags of a prompt, or of all, that point somewhere or diverged; sorted by prompt and name. */
  tags(prompt?: string): readonly TagInfo[] {
    const rows = this.#tagRows(prompt === undefined ? '' : 'AND p.name = $prompt', {
      $prompt: prompt ?? null,
    });
    return rows.map(toTag);
  }

  /** The moves of the tags of a prompt, or of one of them, newest first. */
  moves(prompt: string, tag: string | undefined, page: Page): readonly TagMoveInfo[] {
    return this.#all(
      `SELECT h.*, p.name AS prompt, v.number, h.tip AND t.diverged AS diverged
       FROM tag_history h JOIN prompts p ON p.folder = h.folder
       JOIN tags t ON t.folder = h.folder AND t.tag = h.tag
       LEFT JOIN versions v ON v.id = h.version AND v.folder = h.folder
       WHERE p.name = $prompt AND ($tag IS NULL OR h.tag = $tag)
         AND ($after IS NULL OR h.position < (
           SELECT position FROM tag_history
           WHERE id = $after AND folder = h.folder AND ($tag IS NULL OR tag = $tag)
         ))
       ORDER BY h.position DESC LIMIT $limit`,
      { $prompt: prompt, $tag: tag ?? null, $after: page.after ?? null, $limit: page.limit ?? -1 },
    ).map(row => ({
      ...toTag({ ...row, move: row.id ?? null }),
      kind: row.kind === 'release' ? 'release' : 'tag',
      applied: row.applied === 1,
    }));
  }

  /** The releases of a prompt, newest first; of one environment where it is named. */
  releases(prompt: string, environment?: string): readonly ReleaseInfo[] {
    return releaseInfos(this.#statements, prompt, environment);
  }

  /**
   * Record files that say nothing: damaged, or not to be read; sorted by path. Of a folder, those without
   * which something is said of its prompt.
   */
  problems(folder?: string): readonly RecordProblem[] {
    const sql = folder === undefined ? PROBLEMS : `${PROBLEMS} ${OF_FOLDER}`;
    return this.#all(`${sql} ORDER BY path`, { $folder: folder ?? null }).map(row => ({
      path: text(row, 'path'),
      code: row.code === 'io' ? 'io' : 'record-corrupt',
      message: text(row, 'message'),
      ...(row.is_void === 1 ? { isVoid: true as const } : {}),
      ...(typeof row.belongs_to === 'string' ? { belongsTo: row.belongs_to } : {}),
    }));
  }

  /** Where a text occurs, letter case aside: names, descriptions, labels, messages, newest sources. */
  search(wanted: string, limit = NO_LIMIT): readonly SearchHit[] {
    return this.#all(SEARCH, { $wanted: wanted, $limit: limit }).map(row => ({
      prompt: text(row, 'prompt'),
      where: text(row, 'place') as SearchHit['where'],
      version: row.version ?? null,
      text: lineWith(text(row, 'found'), wanted),
    })) as readonly SearchHit[];
  }

  /** The prompts that hold a text, sorted by name, and where: see `search`. */
  holding(wanted: string, limit = NO_LIMIT): Holding {
    const hits = this.search(wanted, limit);
    const found = new Set(hits.map(({ prompt }) => prompt));
    return { hits, prompts: this.prompts().filter(({ prompt }) => found.has(prompt)) };
  }

  /** The tags of a prompt that were removed and are not set again, sorted by name. */
  removedTags(prompt: string): readonly TagInfo[] {
    return this.#all(
      `SELECT t.*, p.name AS prompt, NULL AS number
       FROM tags t JOIN prompts p ON p.folder = t.folder
       WHERE p.name = $prompt AND t.version IS NULL AND t.diverged = 0 AND t.doubted = 0 ORDER BY t.tag`,
      { $prompt: prompt },
    ).map(toTag);
  }

  #tagRows(where: string, values: BindParams = {}): Columns[] {
    return this.#all(
      `SELECT t.*, p.name AS prompt, v.number
       FROM tags t JOIN prompts p ON p.folder = t.folder
       LEFT JOIN versions v ON v.id = t.version AND v.folder = t.folder
       WHERE (t.version IS NOT NULL OR t.diverged = 1) AND t.doubted = 0 ${where} ORDER BY p.name, t.tag`,
      values,
    );
  }

  #all(sql: string, values: BindParams = {}): Columns[] {
    return this.#statements.all(sql, values);
  }
}

/** The columns of a version; parents and tags come as JSON lists. */
const VERSION_COLUMNS = `v.id, v.number, v.at, v.message, v.author_name, v.author_email, v.head, v.parents,
  (SELECT json_group_array(tag) FROM (
    SELECT tag FROM tags WHERE version = v.id AND folder = v.folder AND doubted = 0 ORDER BY tag
  )) AS tags`;

const VERSIONS = `SELECT ${VERSION_COLUMNS}, p.name AS prompt
  FROM versions v JOIN prompts p ON p.folder = v.folder`;

const PROMPTS = `SELECT s.name, s.name AS prompt, s.state, COALESCE(s.folder, '') AS folder,
    COALESCE(p.description, '') AS description, p.archived, p.version_count, p.diverged,
    ${PROBLEM_COLUMNS}, ${VERSION_COLUMNS}
  FROM prompt_states s
  LEFT JOIN prompts p ON p.folder = s.folder
  LEFT JOIN versions v ON v.id = p.latest
  LEFT JOIN problems q ON q.path = p.problem`;

const PROBLEMS = 'SELECT * FROM problems';
const OF_FOLDER = 'WHERE (folder = $folder AND is_void = 0) OR belongs_to = $folder';

/** What SQLite takes for no limit. */
const NO_LIMIT = -1;

function lineWith(found: string, wanted: string): string {
  const needle = wanted.toLowerCase();
  return found.split('\n').find(line => line.toLowerCase().includes(needle)) ?? found;
}
