import type { ReleaseInfo } from '../core/ledger/derive/model';
import type { ApprovalInfo, ReleaseStory } from '../core/ledger/derive/timeline';
import { toRelease } from './rowShapes';
import { text, type Columns, type Statements } from './statements';

/** The releases of a prompt, newest first; of one environment where it is named. */
export function releaseInfos(
  statements: Statements,
  prompt: string,
  environment: string | undefined,
): readonly ReleaseInfo[] {
  const values = { $prompt: prompt, $environment: environment ?? null };
  return statements.all(OF_PROMPT, values).map(toRelease);
}

/**
 * Releases with what surrounded them, newest first: of one prompt, by its current name, in the order of its
 * records; of all by time.
 */
export function releaseStories(
  statements: Statements,
  prompt: string | undefined,
  environment: string | undefined,
): readonly ReleaseStory[] {
  const $environment = environment ?? null;
  const rows =
    prompt === undefined
      ? statements.all(OF_ALL, { $environment })
      : statements.all(OF_PROMPT, { $prompt: prompt, $environment });
  return rows.map(row => ({
    ...toRelease(row),
    replaced: replacedBy(row),
    approvals: JSON.parse(text(row, 'approvals')) as readonly ApprovalInfo[],
    live: row.live === 1,
    below: row.below === 1,
  }));
}

function replacedBy(row: Columns): ReleaseStory['replaced'] {
  if (row.replaced === null) return null;
  const number = row.replaced_number;
  return {
    version: text(row, 'replaced'),
    number: typeof number === 'number' ? number : null,
  };
}

const RELEASES = `
  SELECT r.*, p.name AS prompt, v.number, h.tip AND t.diverged AS diverged, w.number AS replaced_number
  FROM prompts p JOIN releases r ON r.folder = p.folder
  JOIN tag_history h ON h.id = r.id
  JOIN tags t ON t.folder = r.folder AND t.tag = r.environment
  LEFT JOIN versions v ON v.id = r.version AND v.folder = r.folder
  LEFT JOIN versions w ON w.id = r.replaced AND w.folder = r.folder
  WHERE ($environment IS NULL OR r.environment = $environment)`;

const OF_PROMPT = `${RELEASES} AND p.name = $prompt ORDER BY r.position DESC`;

/** Time is all that the releases of several prompts have in common. */
const OF_ALL = `${RELEASES} ORDER BY r.at DESC, r.id DESC`;
