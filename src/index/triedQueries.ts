import { text, type Statements } from './statements';

/** What an experiment came to for a version, the last time. */
export interface TriedVersion {
  readonly version: string;
  readonly experiment: string;
  readonly model: string;
  readonly rows: number;
  readonly passed: number;
  readonly required: string;
  readonly at: string;
}

/** The last run of each experiment on each version and model of a prompt, the newest first. */
export function triedVersions(statements: Statements, prompt: string): readonly TriedVersion[] {
  return statements.all(TRIED, { $name: prompt }).map(row => ({
    version: text(row, 'version'),
    experiment: text(row, 'experiment'),
    model: text(row, 'model'),
    rows: Number(row.rows),
    passed: Number(row.passed),
    required: text(row, 'required'),
    at: text(row, 'at'),
  }));
}

const TRIED = `
  SELECT e.version, e.experiment, e.model, e.rows, e.passed, e.required, e.at
  FROM experiments e JOIN prompts p ON p.folder = e.folder
  WHERE p.name = $name AND NOT EXISTS (
    SELECT 1 FROM experiments n WHERE n.folder = e.folder AND n.version = e.version
      AND n.experiment = e.experiment AND n.model = e.model AND n.position > e.position
  )
  ORDER BY e.position DESC`;
