import type { ModelRequest } from '../core/evaluation/request';
import { openProvider, splitModel, type ProviderConfiguration } from '../providers/configuration';
import { asCurl } from '../providers/curl';
import { costOf } from '../providers/prices';
import type { Ledger } from '../registry/ledger';
import { Runs, type RunWorld } from '../registry/running';
import { AnswerFiles } from '../store/answerFiles';
import type { Context } from './command';

/** A registry in which models can be asked, by keys and addresses of this process. */
export interface OpenedRuns {
  /** The registry's folder. */
  readonly root: string;
  readonly ledger: Ledger;
  readonly store: AnswerFiles;
  readonly world: RunWorld;
  readonly runs: Runs;
  /** The request as a line for a shell, with a variable in place of the key. */
  readonly curl: (request: ModelRequest) => string;
}

/** Opens the registry for running. Nobody is asked yet. Throws `registry-not-found`. */
export async function openRuns(context: Context): Promise<OpenedRuns> {
  const { ledger, root } = await context.read();
  const configuration: ProviderConfiguration = { variables: process.env };
  const store = new AnswerFiles(root);
  const world: RunWorld = {
    answers: store,
    open: model => {
      const opened = openProvider(model, configuration);
      const { provider } = splitModel(model);
      return Promise.resolve({
        ...opened,
        costOf: usage => costOf(provider, opened.model, usage),
      });
    },
    elapsed: () => performance.now(),
  };
  const runs = new Runs(ledger, world);
  return { root, ledger, store, world, runs, curl: request => asCurl(request, configuration) };
}

/** Ctrl+C stops the question and lets the command end in order. */
export function stopOnInterrupt(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new Error('Stopped.'));
  };
  process.once('SIGINT', stop);
  return { signal: controller.signal, end: () => process.off('SIGINT', stop) };
}
