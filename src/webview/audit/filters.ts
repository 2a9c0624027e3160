import type { AuditQuery, AuditView } from '../../protocol/audit';
import { fillSelect, textButton } from '../controls';
import { element } from '../dom';

/** Long enough to ask once per word and not per letter. */
const ASK_AFTER_MS = 250;

export interface Filters {
  readonly element: HTMLElement;
  show(view: AuditView): void;
}

export interface FilterEvents {
  readonly onQuery: (query: AuditQuery) => void;
  readonly onExport: (format: 'csv' | 'json') => void;
}

/** Who, what, when, prompt and environment, and the ways out. */
export function createFilters({ onQuery, onExport }: FilterEvents): Filters {
  const inputs = createInputs();
  let timer: number | undefined;
  const send = (): void => {
    window.clearTimeout(timer);
    onQuery(read(inputs));
  };
  for (const input of Object.values(inputs)) input.addEventListener('change', send);
  inputs.text.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, ASK_AFTER_MS);
  });
  const reset = textButton('Clear', 'Clear All Filters', () => {
    for (const input of Object.values(inputs)) input.value = '';
    send();
  });
  const bar = element(
    'header',
    { class: 'toolbar' },
    element('div', { class: 'group' }, ...Object.values(inputs), reset),
    element('div', { class: 'group' }, ...exports(onExport)),
  );
  return {
    element: bar,
    show: view => {
      showQuery(inputs, view);
      reset.disabled = Object.values(view.query).every(value => value === '');
    },
  };
}

type Inputs = ReturnType<typeof createInputs>;

/** In the order in which they stand. */
function createInputs() {
  const words = { type: 'search', 'aria-label': 'What was said', placeholder: 'What was said' };
  return {
    kind: list('Event'),
    prompt: list('Prompt'),
    environment: list('Environment'),
    who: list('Who'),
    text: element('input', words),
    from: element('input', { type: 'date', 'aria-label': 'From', title: 'From this day' }),
    to: element('input', { type: 'date', 'aria-label': 'To', title: 'To this day' }),
  };
}

function read({ kind, prompt, environment, who, text, from, to }: Inputs): AuditQuery {
  return {
    kind: kind.value,
    prompt: prompt.value,
    environment: environment.value,
    who: who.value,
    text: text.value,
    from: from.value,
    to: to.value,
  };
}

function showQuery(inputs: Inputs, { query, choices }: AuditView): void {
  fill(inputs.kind, 'Any event', choices.kinds, query.kind);
  fill(inputs.prompt, 'Any prompt', choices.prompts, query.prompt);
  fill(inputs.environment, 'Any environment', choices.environments, query.environment);
  fill(inputs.who, 'Anybody', choices.people, query.who);
  for (const name of ['text', 'from', 'to'] as const) {
    // What is being typed is newer than what was asked for.
    if (inputs[name] !== document.activeElement) inputs[name].value = query[name];
  }
}

function exports(onExport: FilterEvents['onExport']): HTMLElement[] {
  return [
    textButton('CSV', 'Export as CSV', () => {
      onExport('csv');
    }),
    textButton('JSON', 'Export as JSON', () => {
      onExport('json');
    }),
  ];
}

function list(label: string): HTMLSelectElement {
  return element('select', { 'aria-label': label, title: label });
}

/** What is chosen stays in the list even if it is gone; the first choice restricts nothing. */
function fill(
  select: HTMLSelectElement,
  any: string,
  names: readonly string[],
  chosen: string,
): void {
  const wanted = chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
  const choices = wanted.map(name => ({ value: name, label: name }));
  fillSelect(select, [{ value: '', label: any }, ...choices], chosen);
}
