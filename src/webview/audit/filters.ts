import type { TemplateResult } from 'lit-html';
import { EVERYTHING, type AuditQuery, type AuditView } from '../../protocol/audit';
import { button } from '../parts/button';
import { select, textField, withChosen } from '../parts/controls';
import { group, toolbar } from '../parts/layout';

export function isEverything(query: AuditQuery): boolean {
  return Object.values(query).every(value => value === '');
}

interface FilterEvents {
  /** `isWritten`: letter by letter, so that more will follow. */
  readonly onChange: (change: Partial<AuditQuery>, isWritten: boolean) => void;
  readonly onExport: (format: 'csv' | 'json') => void;
}

/** Lists to choose from. What restricts nothing names the list: in a narrow page one sees its first letters. */
const LISTS = [
  ['kind', 'Event', 'Events', 'kinds'],
  ['prompt', 'Prompt', 'Prompts', 'prompts'],
  ['environment', 'Environment', 'Environments', 'environments'],
  ['who', 'Who', 'People', 'people'],
] as const;

/** Who, what, when, prompt and environment, and the ways out. */
export function filters(
  query: AuditQuery,
  choices: AuditView['choices'] | undefined,
  { onChange, onExport }: FilterEvents,
): TemplateResult {
  const lists = LISTS.map(([name, label, any, known]) => {
    const chosen = query[name];
    const all = [{ value: '', label: any }, ...withChosen(choices?.[known] ?? [], chosen)];
    return select({ label, choices: all, chosen }, value => {
      onChange({ [name]: value }, false);
    });
  });
  const days = (['from', 'to'] as const).map(name => {
    const label = name === 'from' ? 'From' : 'To';
    const title = `${label} this day`;
    return textField({ type: 'date', name, label, title, value: query[name] }, value => {
      onChange({ [name]: value }, false);
    });
  });
  const said = { label: 'What was said', placeholder: 'What was said', value: query.text } as const;
  const search = textField({ type: 'search', name: 'text', ...said }, text => {
    onChange({ text }, true);
  });
  return toolbar(
    'Filters',
    group('Events', lists, search, days),
    group('Answer', clear(query, onChange), exports(onExport)),
  );
}

function clear(query: AuditQuery, onChange: FilterEvents['onChange']): TemplateResult {
  const isDisabled = isEverything(query);
  return button({ icon: 'clear-all', label: 'Clear All Filters', isDisabled }, () => {
    onChange(EVERYTHING, false);
  });
}

function exports(onExport: FilterEvents['onExport']): readonly TemplateResult[] {
  return (['csv', 'json'] as const).map(format => {
    const caption = format.toUpperCase();
    return button({ icon: 'export', label: `Export as ${caption}`, caption }, () => {
      onExport(format);
    });
  });
}
