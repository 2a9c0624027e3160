import { readPageReply, type PageRequest } from '../protocol/page';
import { element } from './dom';
import { Requests, type VsCodeApi } from './host';

/** Long enough to be read, then out of the way. */
const NOTE_FOR_MS = 4000;

/** The extension, as a page sees it, and the line that says what it answered. */
export interface PageHost<Action> {
  /** Asks for something; what comes of it, or why not, stands in `note`. */
  ask(action: Action): void;
  readonly note: HTMLElement;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectPage<View, Action>(
  vscode: VsCodeApi,
  readView: (message: unknown) => View | undefined,
  onView: (view: View) => void,
): PageHost<Action> {
  const requests = new Requests<string>();
  const note = element('p', { class: 'note', role: 'status' });
  let timer: number | undefined;
  const show = (text: string, isError: boolean): void => {
    window.clearTimeout(timer);
    note.textContent = text;
    note.classList.toggle('error', isError);
    if (isError) return;
    timer = window.setTimeout(() => {
      note.textContent = '';
    }, NOTE_FOR_MS);
  };
  window.addEventListener('message', event => {
    const view = readView(event.data);
    if (view !== undefined) {
      onView(view);
      return;
    }
    const reply = readPageReply(event.data);
    if (reply === undefined) return;
    if (reply.ok) requests.succeed(reply.id, reply.note);
    else requests.fail(reply.id, reply.message);
  });
  vscode.postMessage({ type: 'ready' });
  return {
    note,
    ask: action => {
      requests
        .send(id => {
          vscode.postMessage({ type: 'request', id, action } satisfies PageRequest<Action>);
        })
        .then(
          text => {
            if (text !== '') show(text, false);
          },
          (error: unknown) => {
            show(error instanceof Error ? error.message : String(error), true);
          },
        );
    },
  };
}
