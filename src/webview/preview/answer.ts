import { html, nothing, type TemplateResult } from 'lit-html';
import { countOf } from '../../core/base/countOf';
import {
  REQUEST_FORMS,
  type AnswerView,
  type RequestForm,
  type RunStep,
  type RunView,
} from '../../protocol/run';
import { button } from '../parts/button';
import { icon } from '../parts/icon';
import { group } from '../parts/layout';
import { progress } from '../parts/messages';

/** What a person can ask for. */
export interface AnswerEvents {
  /** `again`: although there is an answer. */
  readonly onRun: (again: boolean) => void;
  readonly onStop: () => void;
  readonly onModel: () => void;
  readonly onTakeModel: () => void;
  readonly onKey: () => void;
  readonly onKeep: (id: string) => void;
  readonly onCopy: (id: string) => void;
  readonly onCopyRequest: (form: RequestForm) => void;
  /** Shows another answer: so many before the newest. */
  readonly onLeaf: (back: number) => void;
}

/** What is shown: how the run stands, and which answer. */
export interface AnswerState {
  readonly run: RunView;
  readonly back: number;
  /** The prompt can be rendered. */
  readonly canRun: boolean;
}

/** Whether there is something to show of a run. */
export function hasAnswer({ isRunning, partial, answers, failure, note }: RunView): boolean {
  const isTold = isRunning || partial !== '' || failure !== undefined;
  return isTold || answers.length > 0 || note !== undefined;
}

/** What was answered, and how the run stands. */
export function answerSection(state: AnswerState, events: AnswerEvents): TemplateResult {
  const { run, back } = state;
  const shown = run.answers.at(-1 - back);
  return html`<section class="run" aria-label="Answer" ?hidden=${!hasAnswer(run)}>
    ${progress(run.isRunning)}
    ${run.note === undefined ? nothing : html`<p class="facts">${run.note}</p>`}
    ${run.failure === undefined ? nothing : failed(run.failure, events)}
    ${content(state, shown, events)}
    <div class="spoken" aria-live="polite">${spokenState(run)}</div>
  </section>`;
}

/** Runs, stops, and says whom to ask: a part of the toolbar. */
export function runGroup({ run, canRun }: AnswerState, events: AnswerEvents): TemplateResult {
  const { model = 'Choose a model', isRunning, isOwnModel, answers } = run;
  const label = answers.length === 0 ? 'Run' : 'Run Again';
  const title = 'Ask the model with what is shown (Ctrl+Enter)';
  const look = { icon: 'play', label, caption: label, title, look: 'primary' } as const;
  const stop = { icon: 'debug-stop', label: 'Stop', caption: 'Stop', look: 'primary' } as const;
  const take = { label: 'Write into Document', title: `Write "model: ${model}" into the prompt` };
  return group(
    'Run',
    isRunning
      ? button(stop, events.onStop)
      : button({ ...look, isDisabled: !canRun }, () => {
          events.onRun(answers.length > 0);
        }),
    button({ label: model, title: 'Ask another model', look: 'link' }, events.onModel),
    isOwnModel && run.model !== undefined ? button(take, events.onTakeModel) : nothing,
  );
}

/** The request as it would be sent, for elsewhere. */
export function copyRequest(canRun: boolean, { onCopyRequest }: AnswerEvents): TemplateResult {
  const copies = REQUEST_FORMS.map(form =>
    button(
      { label: FORMS[form], title: `Copy the request as ${FORMS[form]}`, look: 'link' },
      () => {
        onCopyRequest(form);
      },
    ),
  );
  return html`<p class="facts copies" ?hidden=${!canRun}>Copy the request as ${copies}</p>`;
}

const FORMS: Readonly<Record<RequestForm, string>> = {
  curl: 'cURL',
  typescript: 'TypeScript',
  python: 'Python',
};

function content(
  { run, back }: AnswerState,
  shown: AnswerView | undefined,
  events: AnswerEvents,
): TemplateResult | typeof nothing {
  if (run.isRunning || run.partial !== '') return partial(run);
  if (shown !== undefined) return answer(shown, { count: run.answers.length, back }, events);
  return nothing;
}

function partial({ partial: text, isRunning }: RunView): TemplateResult {
  const title = isRunning ? 'assistant' : 'assistant, broken off';
  return html`<article class="message assistant" aria-label="Answer" aria-busy=${isRunning}>
    <h2>${title}</h2>
    <div class="text">${text}${isRunning ? html`<span class="cursor"></span>` : nothing}</div>
  </article>`;
}

function answer(
  { id, text, calls, facts, at, kept, problem }: AnswerView,
  { count, back }: { readonly count: number; readonly back: number },
  events: AnswerEvents,
): TemplateResult {
  return html`<article class="message assistant" aria-label="Answer">
    <h2>assistant <span class="origin">${at}</span>
      <span class="group answer-actions">
        ${count > 1 ? leafing(count, back, events) : nothing}
        ${button({ icon: 'copy', label: 'Copy Answer' }, () => {
          events.onCopy(id);
        })}
        ${
          kept
            ? html`<span class="kept" title="In answers, beside the records">kept</span>`
            : button(
                { icon: 'pinned', label: 'Keep', title: 'Keep in git, beside the records' },
                () => {
                  events.onKeep(id);
                },
              )
        }
      </span></h2>
    ${text === '' && calls.length > 0 ? nothing : html`<div class="text">${text}</div>`}
    ${calls.map(
      call => html`<div class="piece call">
        <div class="piece-title">${icon('arrow-right')}<span>call ${call.name}</span></div>
        <div class="text">${call.arguments}</div>
        ${call.problem === undefined ? nothing : html`<p class="problem">${call.problem}</p>`}
      </div>`,
    )}
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}
    <p class="facts">${facts.join(' · ')}</p>
  </article>`;
}

function leafing(count: number, back: number, { onLeaf }: AnswerEvents): TemplateResult {
  const older = { label: 'Older Answer', isDisabled: back >= count - 1 };
  const newer = { label: 'Newer Answer', isDisabled: back === 0 };
  return html`${button({ ...older, icon: 'chevron-left' }, () => {
    onLeaf(back + 1);
  })}<span>${count - back} of ${count}</span>${button({ ...newer, icon: 'chevron-right' }, () => {
    onLeaf(back - 1);
  })}`;
}

const STEPS = {
  setKey: ['Set Key…', 'onKey'],
  chooseModel: ['Choose Model…', 'onModel'],
} as const satisfies Partial<Record<RunStep, readonly [label: string, event: keyof AnswerEvents]>>;

function failed(
  { message, step }: NonNullable<RunView['failure']>,
  events: AnswerEvents,
): TemplateResult {
  const action = step === 'setKey' || step === 'chooseModel' ? stepButton(step, events) : nothing;
  return html`<div class="notice error" role="alert">${icon('error')}
    <div><span class="message-text">${message}</span> ${action}</div>
  </div>`;
}

function stepButton(step: keyof typeof STEPS, events: AnswerEvents): TemplateResult {
  const [label, event] = STEPS[step];
  return button({ label }, events[event]);
}

function spokenState({ isRunning, answers, failure }: RunView): string {
  if (isRunning) return 'The model is answering.';
  if (failure !== undefined) return failure.message;
  return answers.length === 0 ? '' : `${countOf(answers.length, 'answer')}.`;
}
