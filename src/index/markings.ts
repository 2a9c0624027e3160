import { withArchivedOver } from '../core/ledger/derive/archived';
import { contestedNames, withContested } from '../core/ledger/derive/contestedNames';
import { withDocumentAt } from '../core/ledger/derive/movedText';
import { groupBy, text, type Columns, type Statements } from './statements';
import type { ContestedName, StatusInfo } from '../core/ledger/derive/model';

/** Adds to the prompt of a folder the marks of what diverged. */
export type Mark = <T extends StatusInfo>(info: T, folder: string) => T;

/**
 * What only a look at several tables or prompts tells: contested names, being archived over new versions,
 * a working document that lies elsewhere.
 * @param prompts some prompts, with their `name` and `state`
 */
export function markings(statements: Statements, prompts: readonly Columns[]): Mark {
  const contested = contestsByFolder(statements);
  const over = groupBy(statements.all(ARCHIVED_OVER), row => text(row, 'folder'));
  const moved = movedDocuments(statements, prompts);
  return (info, folder) => {
    const versions = (over.get(folder) ?? []).map(row => ({
      id: text(row, 'id'),
      number: Number(row.number),
    }));
    const archived = withArchivedOver(info, versions);
    const named = withContested(archived, contested.get(folder));
    return withDocumentAt(named, moved.get(info.prompt));
  };
}

/** For each folder, the names of its prompt that another one claims as well, or that it claims. */
function contestsByFolder(statements: Statements): ReadonlyMap<string, readonly ContestedName[]> {
  const contests = statements.all('SELECT name, owner, claimant FROM contested_names').map(row => ({
    name: text(row, 'name'),
    owner: text(row, 'owner'),
    claimant: text(row, 'claimant'),
  }));
  if (contests.length === 0) return new Map();
  const names = new Map(
    statements
      .all('SELECT folder, name FROM prompts')
      .map(row => [text(row, 'folder'), text(row, 'name')]),
  );
  return contestedNames(contests, folder => names.get(folder) ?? folder);
}

/** For each prompt whose working document lies elsewhere, the name under which it does. */
function movedDocuments(
  statements: Statements,
  prompts: readonly Columns[],
): ReadonlyMap<string, string> {
  const missing = prompts.filter(row => row.state === 'missing');
  const isAll = prompts.length > 1;
  // Few have any, and looking for them takes a while.
  if (missing.length === 0 || (isAll && !prompts.some(row => row.state === 'new')))
    return new Map();
  const [one] = missing.length === 1 ? missing : [];
  const found = statements.all(MOVED, { $name: one === undefined ? null : text(one, 'name') });
  return new Map(found.map(row => [text(row, 'name'), text(row, 'at')]));
}

const ARCHIVED_OVER = `SELECT o.folder, v.id, v.number
  FROM archived_over o JOIN versions v ON v.id = o.version ORDER BY v.position`;

/** A new document with the text of a newest version whose own document is missing; the first by name. */
const MOVED = `SELECT s.name, min(d.name) AS at
  FROM prompt_states s
  JOIN prompts p ON p.folder = s.folder AND p.problem IS NULL
  JOIN versions v ON v.folder = p.folder AND v.head = 1
  JOIN documents d ON d.digest = v.digest
  JOIN prompt_states t ON t.name = d.name AND t.state = 'new'
  WHERE s.state = 'missing' AND ($name IS NULL OR s.name = $name) GROUP BY s.name`;
