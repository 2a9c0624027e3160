import { countOf } from '../../core/base/countOf';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { MissingVariable, SourceLocation } from '../../core/prompt/render/model';
import type { Preview, PreviewProblem } from '../../core/prompt/render/preview';
import { button } from '../parts/button';
import { icon } from '../parts/icon';
import { spoken } from '../parts/text';

/** How many uses of one missing variable are listed: the first ones lead to the others. */
const PLACES_SHOWN = 3;

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
  { problems, missing }: Preview,
  lack: Lack,
  { reveal, complete }: NoticeActions,
): readonly TemplateResult[] {
  const fix = lack.lacks.length === 0 ? [] : [renderFix(lack, complete)];
  const shown = problems.map(
    problem => [problem.severity, renderProblem(problem, reveal)] as const,
  );
  const isError = (severity: string): boolean => severity === 'error';
  return [
    ...shown.flatMap(([severity, made]) => (isError(severity) ? [made] : [])),
    ...(missing.length === 0
      ? fix.map(body => renderNotice('missing', body))
      : [renderMissing(missing, reveal, fix)]),
    ...shown.flatMap(([severity, made]) => (isError(severity) ? [] : [made])),
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

function renderProblem({ severity, message, place }: PreviewProblem, reveal: Reveal) {
  const at = place === undefined ? nothing : renderPlace(place, reveal);
  return renderNotice(severity, html`<span class="message-text">${message} ${at}</span>`);
}

function renderFix({ sample, lacks }: Lack, complete: () => void): TemplateResult {
  const title = 'Add defaults or empty values to the sample';
  return html`<div class="fix">
    <span class="message-text">Sample "${sample}" lacks: ${lacks.join(', ')}</span>
    ${button({ label: 'Add to Sample', title }, complete)}
  </div>`;
}

function renderMissing(
  missing: readonly MissingVariable[],
  reveal: Reveal,
  fix: readonly TemplateResult[],
): TemplateResult {
  const items = missing.map(({ name, locations }) => {
    const places = locations.slice(0, PLACES_SHOWN).map(at => [' ', renderPlace(at, reveal)]);
    const more = locations.length - places.length;
    const rest = more === 0 ? nothing : html` and ${more} more`;
    return html`<li><code>${name}</code>${places}${rest}</li>`;
  });
  const body = html`<div>
    <h2>Missing ${countOf(missing.length, 'variable')}</h2>
    <ul>${items}</ul>
    ${fix}
  </div>`;
  return renderNotice('missing', body);
}

const ICONS = { error: 'error', warning: 'warning', missing: 'warning' } as const;
const WORDS = { error: 'Error: ', warning: 'Warning: ', missing: '' } as const;

function renderNotice(kind: keyof typeof ICONS, body: TemplateResult): TemplateResult {
  return html`<div class="notice ${kind}">${icon(ICONS[kind])}${spoken(WORDS[kind])}${body}</div>`;
}

/** A place in the document is a link to it; one in an included prompt says which. */
function renderPlace({ line, column, include }: SourceLocation, reveal: Reveal): TemplateResult {
  if (include !== undefined) {
    return html`<span class="place">${include.join(' > ')}, line ${line}</span>`;
  }
  const title = `Go to line ${line}, column ${column}`;
  return button({ label: `line ${line}`, title, look: 'link' }, () => {
    reveal(line, column);
  });
}
