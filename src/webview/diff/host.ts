import { readDiffToPanel, type DiffRequest, type SidesMessage } from '../../protocol/diff';
import { Requests, type VsCodeApi } from '../host';

/** What is compared: two sides, or what they make of a sample. */
export type ComparedSides = Pick<DiffRequest, 'left' | 'right' | 'sample'>;

/** The extension, as the panel sees it. */
export interface Host {
  /** Rejects with the host's own words when the host refuses. */
  ask(type: DiffRequest['type'], sides: ComparedSides): Promise<unknown>;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(vscode: VsCodeApi, onSides: (message: SidesMessage) => void): Host {
  const requests = new Requests<unknown>();
  window.addEventListener('message', event => {
    const message = readDiffToPanel(event.data);
    if (message === undefined) return;
    if (message.type === 'sides') onSides(message);
    else if (message.ok) requests.succeed(message.id, message.value);
    else requests.fail(message.id, message.error.message);
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: (type, { left, right, sample }) =>
      requests.send(id => {
        vscode.postMessage({ type, id, left, right, sample } satisfies DiffRequest);
      }),
  };
}
