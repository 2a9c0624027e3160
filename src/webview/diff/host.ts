import { readDiffToPanel, type DiffRequest, type SidesMessage } from '../../protocol/diff';

/** What VS Code gives a page to talk to its extension and to remember things with. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The extension, as the panel sees it. */
export interface Host {
  /** Rejects with the host's own words when the host refuses. */
  ask(type: DiffRequest['type'], sides: { left: string; right: string }): Promise<unknown>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(vscode: VsCodeApi, onSides: (message: SidesMessage) => void): Host {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  window.addEventListener('message', event => {
    const message = readDiffToPanel(event.data);
    if (message === undefined) return;
    if (message.type === 'sides') {
      onSides(message);
      return;
    }
    const request = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) request?.resolve(message.value);
    else request?.reject(new Error(message.error.message));
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: (type, { left, right }) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        waiting.set(id, { resolve, reject });
        vscode.postMessage({ type, id, left, right } satisfies DiffRequest);
      }),
  };
}
