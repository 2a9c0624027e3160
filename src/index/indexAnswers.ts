import { damageError } from '../core/ledger/derive/damage';
import type { NameTable } from '../core/ledger/derive/nameTable';
import type {
  Page,
  PromptInfo,
  StatusInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import { pageOf } from '../core/ledger/derive/shapes';
import { newestByPerson } from '../core/ledger/derive/people';
import type { ReleaseStory } from '../core/ledger/derive/timeline';
import { namedEvents, type LedgerEvent } from '../core/ledger/audit/events';
import type { Author } from '../core/ledger/records/records';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import { parsePromptName } from '../core/base/names';
import type { Answers, AskedPrompt, DeployedPrompt, HeadInfo } from '../registry/answers';
import { promptNotFound } from '../registry/ledger';
import { deployedPrompts } from './deployedQueries';
import { allEvents } from './eventQueries';
import type { Queries } from './queries';
import { releaseStories } from './releaseQueries';
import { author, PROBLEM_COLUMNS, problemOf } from './rowShapes';
import { text, type Statements } from './statements';

/** What answers are made from. */
export interface AnswerSources {
  readonly statements: Statements;
  readonly queries: Queries;
  readonly names: () => NameTable;
}

/** Answers from the tables: what a view asks costs what it returns, and reads no file. */
export class IndexAnswers implements Answers {
  readonly #statements: Statements;
  readonly #queries: Queries;
  readonly #names: () => NameTable;
  readonly #leaveOut: (problems: readonly RecordProblem[]) => void;

  constructor(
    { statements, queries, names }: AnswerSources,
    leaveOut: (problems: readonly RecordProblem[]) => void,
  ) {
    this.#statements = statements;
    this.#queries = queries;
    this.#names = names;
    this.#leaveOut = leaveOut;
  }

  names(): NameTable {
    return this.#names();
  }

  prompts(): readonly PromptInfo[] {
    return this.#telling(this.#queries.prompts());
  }

  status(): readonly StatusInfo[] {
    return this.#telling(this.#queries.status());
  }

  named(prompt: string): string {
    const names = this.#names();
    const $folder = names.folderOf(parsePromptName(prompt));
    const name = names.nameOf($folder);
    const [unreadable] = this.#statements.all(UNREADABLE, { $folder });
    const { problem } = unreadable === undefined ? {} : problemOf(unreadable);
    if (problem !== undefined) throw damageError(name, problem);
    const found = this.#statements.all(KNOWN, { $folder, $name: name });
    if (found.length === 0) throw promptNotFound(name);
    return name;
  }

  versions(asked: AskedPrompt, page: Page = {}): readonly VersionInfo[] {
    const name = nameOf(asked);
    const ask = (part: Page) => this.#queries.versions(name, part);
    return this.#telling(pageFrom(ask, page), name);
  }

  heads(asked: AskedPrompt): readonly HeadInfo[] {
    return this.#queries.heads(nameOf(asked));
  }

  tags(asked?: AskedPrompt): readonly TagInfo[] {
    if (asked === undefined) return this.#telling(this.#queries.tags());
    return this.#queries.tags(nameOf(asked));
  }

  moves(asked: AskedPrompt, tag?: string, page: Page = {}): readonly TagMoveInfo[] {
    const name = nameOf(asked);
    const ask = (part: Page) => this.#queries.moves(name, tag, part);
    return this.#telling(pageFrom(ask, page), name);
  }

  events(): readonly LedgerEvent[] {
    return this.#telling(namedEvents(allEvents(this.#statements), this.#names()));
  }

  deployed(environments: readonly string[]): readonly DeployedPrompt[] {
    return this.#telling(deployedPrompts(this.#statements, environments));
  }

  releases(prompt?: string, environment?: string): readonly ReleaseStory[] {
    const name = prompt === undefined ? undefined : this.named(prompt);
    return this.#telling(releaseStories(this.#statements, name, environment), name);
  }

  people(): readonly Author[] {
    const rows = this.#statements.all('SELECT id, at, author_name, author_email FROM authors');
    const written = rows.map(row => ({
      id: text(row, 'id'),
      at: text(row, 'at'),
      author: author(row),
    }));
    return newestByPerson(written).map(found => found.author);
  }

  /** Says without which files an answer is given: those of all prompts, or of one by its current name. */
  #telling<T>(answer: T, prompt?: string): T {
    const folder = prompt === undefined ? undefined : this.#names().folderOf(prompt);
    this.#leaveOut(this.#queries.problems(folder));
    return answer;
  }
}

function nameOf(asked: AskedPrompt): string {
  return typeof asked === 'string' ? asked : asked.name;
}

/** A page; only where nothing follows an item is it asked whether the list holds that. */
function pageFrom<T extends { readonly id: string }>(
  ask: (page: Page) => readonly T[],
  page: Page,
): readonly T[] {
  const found = ask(page);
  return found.length > 0 || page.after === undefined ? found : pageOf(ask({}), page);
}

/** A record that cannot be read, or a folder around it that cannot be listed. */
const UNREADABLE = `SELECT ${PROBLEM_COLUMNS} FROM problems q
  WHERE q.code = 'io' AND q.is_void = 0
    AND (q.folder = $folder OR instr('records/' || $folder || '/', q.path || '/') = 1)
  ORDER BY q.path LIMIT 1`;

/** A prompt that has a record or a working document. */
const KNOWN = `
  SELECT 1 FROM prompts WHERE folder = $folder AND newest_at <> ''
  UNION ALL SELECT 1 FROM renames WHERE folder = $folder
  UNION ALL SELECT 1 FROM documents WHERE name = $name LIMIT 1`;
