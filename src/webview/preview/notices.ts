import type { Preview, PreviewProblem } from '../../core/prompt/render/preview';
import { element, silent, spoken } from '../dom';
import type { MissingVariable, SourceLocation } from '../../core/prompt/render/model';

type Reveal = (line: number, column: number) => void;

/** What a person can do about a notice. */
interface NoticeActions {
  readonly reveal: Reveal;
  /** Gives the sample a value for every variable that it lacks. */
  readonly complete: () => void;
}

/** The variables without which the prompt is not whole and that the sample does not hold. */
interface Lack {
  readonly sample: string;
  readonly lacks: readonly string[];
}

/** What keeps the prompt from being whole: errors, missing variables, then warnings. */
export function renderNotices(
  preview: Preview,
  lack: Lack,
  { reveal, complete }: NoticeActions,
): HTMLElement[] {
  const { problems, missing } = preview;
  const fix = lack.lacks.length === 0 ? [] : [renderFix(lack, complete)];
  const isError = ({ severity }: PreviewProblem): boolean => severity === 'error';
  return [
    ...problems.filter(isError).map(problem => renderProblem(problem, reveal)),
    ...(missing.length === 0
      ? fix.map(body => renderNotice('missing', body))
      : [renderMissing(missing, reveal, fix)]),
    ...problems.filter(item => !isError(item)).map(problem => renderProblem(problem, reveal)),
  ];
}

/** The notices in one sentence, to be read aloud. */
export function summarize({ problems, missing, parts }: Preview): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (parts === undefined) return `The prompt cannot be rendered. ${first?.message ?? ''}`;
  const names = missing.map(({ name }) => name).join(', ');
  const sentences = [
    ...errors.map(({ message }) => message),
    ...(missing.length === 0 ? [] : [`${countOf(missing.length, 'variable')} missing: ${names}.`]),
  ];
  return sentences.length === 0 ? 'The prompt is rendered.' : sentences.join(' ');
}

function renderProblem({ severity, message, place }: PreviewProblem, reveal: Reveal): HTMLElement {
  const text = element('span', { class: 'message-text' }, message);
  if (place !== undefined) text.append(' ', renderPlace(place, reveal));
  return renderNotice(severity, text);
}

function renderFix({ sample, lacks }: Lack, complete: () => void): HTMLElement {
  const button = element(
    'button',
    { type: 'button', title: 'Add defaults or empty values to the sample', 'data-key': 'complete' },
    'Add to Sample',
  );
  button.addEventListener('click', complete);
  const text = `Sample "${sample}" lacks: ${lacks.join(', ')}`;
  return element('div', { class: 'fix' }, element('span', { class: 'message-text' }, text), button);
}

function renderMissing(
  missing: readonly MissingVariable[],
  reveal: Reveal,
  fix: readonly HTMLElement[],
): HTMLElement {
  const items = missing.map(({ name, locations }) => {
    const places = locations.flatMap(location => [' ', renderPlace(location, reveal)]);
    return element('li', {}, element('code', {}, name), ...places);
  });
  const title = `Missing ${countOf(missing.length, 'variable')}`;
  return renderNotice(
    'missing',
    element('div', {}, element('h2', {}, title), element('ul', {}, ...items), ...fix),
  );
}

const SIGNS = { error: '✕', warning: '!', missing: '!' } as const;
const WORDS = { error: 'Error: ', warning: 'Warning: ', missing: '' } as const;

function renderNotice(kind: keyof typeof SIGNS, body: HTMLElement): HTMLElement {
  const sign = element('span', { class: 'sign' }, silent(SIGNS[kind]), spoken(WORDS[kind]));
  return element('div', { class: `notice ${kind}` }, sign, body);
}

/** A place in the document is a link to it; one in an included prompt says which. */
function renderPlace({ line, column, include }: SourceLocation, reveal: Reveal): HTMLElement {
  if (include !== undefined) {
    return element('span', { class: 'place' }, `${include.join(' > ')}, line ${line}`);
  }
  const link = element(
    'button',
    {
      type: 'button',
      class: 'link',
      title: `Go to line ${line}, column ${column}`,
      'data-key': `${line}:${column}`,
    },
    `line ${line}`,
  );
  link.addEventListener('click', () => {
    reveal(line, column);
  });
  return link;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
