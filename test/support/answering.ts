import { Runs, type RunWorld } from '../../src/registry/running';
import type { AskOptions, Provider, Said } from '../../src/registry/provider';
import { AnswerFiles } from '../../src/store/answerFiles';
import type { ModelRequest } from '../../src/core/evaluation/request';
import type { OpenedRegistry } from './openedRegistry';

/** What a model says to a request. */
export type Script = (request: ModelRequest, options: AskOptions) => Said | Promise<Said>;

/** Runs over the files of a registry, with a provider that answers as a script says. */
export interface Answering {
  readonly runs: Runs;
  readonly world: RunWorld;
  readonly store: AnswerFiles;
  /** Every request that was sent, oldest first. */
  readonly asked: ModelRequest[];
}

/** Whoever says the last message back, in capitals. */
export const loud: Script = ({ messages, model }, { onPiece }) => {
  const { content = '' } = messages.at(-1) ?? {};
  const text = (typeof content === 'string' ? content : '').toUpperCase();
  onPiece({ type: 'text', text });
  return said(text, model);
};

/** An answer that ended as it should. */
export function said(text: string, model = 'm'): Said {
  const usage = { input: 10, cached: 0, output: 2, reasoning: 0 };
  return { output: { text, tool_calls: [] }, finish: 'stop', usage, model };
}

export function answering({ root, ledger }: OpenedRegistry, script: Script = loud): Answering {
  const asked: ModelRequest[] = [];
  const provider: Provider = {
    name: 'loud',
    ask: async (request, options) => {
      asked.push(request);
      return script(request, options);
    },
    models: () => Promise.resolve(['m']),
  };
  const store = new AnswerFiles(root);
  let now = 0;
  const world: RunWorld = {
    answers: store,
    open: model =>
      Promise.resolve({
        provider,
        model: model.replace('loud/', ''),
        costOf: ({ output }) => ({ amount: output / 1000, currency: 'USD' }),
      }),
    elapsed: () => (now += 5),
  };
  return { runs: new Runs(ledger, world), world, store, asked };
}
