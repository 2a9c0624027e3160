import type { Aspect, Doubts } from '../core/ledger/derive/damage';
import type { DeployedState, ServingTag } from '../core/ledger/derive/deployments';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import type { DeployedPrompt } from '../registry/answers';
import { author, PROBLEM_COLUMNS, problemOf } from './rowShapes';
import { groupBy, text, type Columns, type Statements } from './statements';
import { ANYTHING } from './tables';

/** Every prompt, sorted by name, with what its deployments follow from, as far as the tags of some environments go. */
export function deployedPrompts(
  statements: Statements,
  environments: readonly string[],
): readonly DeployedPrompt[] {
  const values = { $environments: JSON.stringify(environments) };
  const byFolder = (sql: string): ReadonlyMap<string, readonly Columns[]> =>
    groupBy(statements.all(sql, values), row => text(row, 'folder'));
  const tags = byFolder(TAGS);
  const releases = byFolder(LAST_RELEASES);
  const doubts = groupBy(statements.all(DOUBTS), row => text(row, 'folder'));
  return statements.all(PROMPTS).map(row => {
    const folder = text(row, 'folder');
    const state: DeployedState = {
      archived: row.archived === 1,
      versions: new FolderVersions(statements, row, tags.get(folder) ?? []),
      tags: byName(tags.get(folder) ?? [], 'tag', toServingTag),
      releases: byName(releases.get(folder) ?? [], 'environment', release => ({
        history: [toLastRelease(release)],
      })),
      damage: toDoubts(doubts.get(folder) ?? []),
    };
    return { prompt: text(row, 'name'), state };
  });
}

type Version = NonNullable<ReturnType<DeployedState['versions']['get']>>;

/** The versions of a folder; those that no tag names are looked up only where somebody follows the history. */
class FolderVersions {
  readonly size: number;
  readonly #known: Map<string, Version | undefined>;
  readonly #load: () => readonly (readonly [string, Version])[];
  #isLoaded = false;

  /** @param tags rows with a version each, and what it is where it is here */
  constructor(statements: Statements, prompt: Columns, tags: readonly Columns[]) {
    this.size = Number(prompt.version_count);
    this.#known = new Map(
      tags.map(row => [text(row, 'version'), row.number === null ? undefined : toVersion(row)]),
    );
    this.#load = () =>
      statements
        .all('SELECT id, number, parents FROM versions WHERE folder = $folder', {
          $folder: text(prompt, 'folder'),
        })
        .map(row => [text(row, 'id'), toVersion(row)]);
  }

  get(id: string): Version | undefined {
    if (!this.#known.has(id) && !this.#isLoaded) {
      this.#isLoaded = true;
      for (const [found, version] of this.#load()) this.#known.set(found, version);
    }
    return this.#known.get(id);
  }
}

function toVersion(row: Columns): Version {
  return { number: Number(row.number), parents: JSON.parse(text(row, 'parents')) as string[] };
}

function byName<T>(
  rows: readonly Columns[],
  column: string,
  toItem: (row: Columns) => T,
): ReadonlyMap<string, T> {
  return new Map(rows.map(row => [text(row, column), toItem(row)]));
}

function toServingTag(row: Columns): ServingTag {
  const by = { at: text(row, 'at'), author: author(row) };
  return {
    served:
      row.rollback === null
        ? { kind: 'tag', ...by }
        : { kind: 'release', rollback: row.rollback === 1, ...by },
    version: row.version === null ? null : text(row, 'version'),
    diverged: row.diverged === 1,
  };
}

function toLastRelease(row: Columns) {
  const [id, at, changelog] = [text(row, 'id'), text(row, 'at'), text(row, 'changelog')];
  return { id, at, author: author(row), changelog };
}

function toDoubts(rows: readonly Columns[]): Doubts {
  const found = new Map<string, RecordProblem>();
  for (const row of rows) {
    const { problem } = problemOf(row);
    if (problem !== undefined) found.set(text(row, 'aspect'), problem);
  }
  const anything = found.get(ANYTHING);
  found.delete(ANYTHING);
  return { unreadable: undefined, anything, doubts: found as ReadonlyMap<Aspect, RecordProblem> };
}

const PROMPTS = 'SELECT folder, name, archived, version_count FROM prompts ORDER BY name';

const TAGS = `
  SELECT t.folder, t.tag, t.version, t.diverged, t.at, t.author_name, t.author_email, r.rollback,
    v.number, v.parents
  FROM prompts p CROSS JOIN json_each($environments) e
  JOIN tags t ON t.folder = p.folder AND t.tag = e.value
  LEFT JOIN releases r ON r.id = t.move
  LEFT JOIN versions v ON v.id = t.version AND v.folder = t.folder`;

const LAST_RELEASES = `
  SELECT r.folder, r.environment, r.id, r.at, r.author_name, r.author_email, r.changelog
  FROM prompts p CROSS JOIN json_each($environments) e
  JOIN releases r ON r.id = (
    SELECT id FROM releases
    WHERE folder = p.folder AND environment = e.value ORDER BY position DESC LIMIT 1
  )`;

const DOUBTS = `SELECT d.folder, d.aspect, ${PROBLEM_COLUMNS}
  FROM doubts d JOIN problems q ON q.path = d.path`;
