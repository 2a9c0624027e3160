import { costText, seconds } from '../core/evaluation/answerText';
import { wilsonInterval } from '../core/evaluation/statistics';
import type { UnmetRequirement } from '../core/evaluation/results';
import type { CellResult } from '../registry/experimentCells';
import type { ColumnResult, ExperimentResult } from '../registry/experimenting';
import { printTable } from './table';
import type { Style } from './style';

/** What a run came to: a line for each version and model, then the rows that did not pass. */
export function runText({ columns, asked, replayed }: ExperimentResult, style: Style): string {
  const rows = columns.map(column => [
    style.bold(`${column.prompt}@${column.label}`),
    column.model,
    verdictOf(column, style),
    rateText(column),
    `score ${column.score.toFixed(2)}`,
    column.ms.p95 === null ? '' : `p95 ${seconds(column.ms.p95)}`,
    column.cost === null ? '' : costText(column.cost),
  ]);
  const failed = columns.flatMap(column => failedLines(column, style));
  const counts = `${asked} asked, ${replayed} answered before.\n`;
  return printTable(rows) + failed.join('') + style.dim(counts);
}

function verdictOf({ required, missing }: ColumnResult, style: Style): string {
  if (missing > 0) return style.red(`${missing} missing`);
  if (required === 'none') return '';
  return required === 'met' ? style.green('met') : style.red('unmet');
}

/** `37 of 40 (92 %, 80 to 97)`: with 95 % confidence the true rate lies between. */
export function rateText({ passed, rows }: Pick<ColumnResult, 'passed' | 'rows'>): string {
  if (rows === 0) return '0 of 0';
  const { low, high } = wilsonInterval(passed, rows);
  const percent = (share: number): number => Math.round(share * 100);
  return `${passed} of ${rows} (${percent(passed / rows)} %, ${percent(low)} to ${percent(high)})`;
}

function failedLines(column: ColumnResult, style: Style): readonly string[] {
  const unmet = column.unmet.map(item => `${style.red('unmet')} ${unmetText(item)}\n`);
  const rows = column.results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(cell => `${style.red(cell.outcome)} ${column.label} ${nameOf(cell)}: ${reasonOf(cell)}\n`);
  return [...unmet, ...rows];
}

/** `passRate is 0.80, and 0.90 is required`. */
export function unmetText({ requirement, wanted, found }: UnmetRequirement): string {
  const is = found === null ? 'is not known' : `is ${Number(found.toFixed(4))}`;
  return `${requirement} ${is}, and ${wanted} is required`;
}

/** A row for a person: its sample, or how its id begins. */
export function nameOf({ sample, row, repeat }: CellResult): string {
  const name = sample ?? row.slice(0, 8);
  return repeat === 1 ? name : `${name} (${repeat})`;
}

/** Why a row did not pass. */
export function reasonOf({ error, checks, outcome }: CellResult): string {
  if (error !== null) return error.message;
  if (outcome === 'missing') return 'there is no answer to this request, and nobody was asked';
  return checks
    .filter(({ pass }) => !pass)
    .map(({ type, reason }) => `${type}: ${reason}`)
    .join('; ');
}

/** The same as Markdown, for the comment of a pull request. */
export function runMarkdown({ experiment, columns }: ExperimentResult): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const lines = columns.map(column =>
    [
      cell(`${column.prompt}@${column.label}`),
      cell(column.model),
      rateText(column),
      column.score.toFixed(2),
      column.missing > 0 ? `${column.missing} missing` : column.required,
    ].join(' | '),
  );
  const failed = columns.flatMap(column =>
    column.results
      .filter(({ outcome }) => outcome !== 'passed')
      .map(item => `- **${cell(column.label)}** ${cell(nameOf(item))}: ${cell(reasonOf(item))}`),
  );
  return [
    `### Experiment ${cell(experiment)}`,
    '',
    '| version | model | passed | score | required |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map(line => `| ${line} |`),
    ...(failed.length === 0 ? [] : ['', ...failed]),
    '',
  ].join('\n');
}
