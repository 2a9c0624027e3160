import { answerFacts, outputText } from '../../core/evaluation/answerText';
import type * as operations from '../../operations/declared/runs';
import type { InputFor } from '../../operations/operation';
import { answerInfo, keepAnswer, listAnswers, pruneAnswers } from '../../registry/storedAnswers';
import type { AnswerInfo } from '../../registry/storedAnswers';
import { sampleValues } from '../../registry/render';
import { requestOf, runTarget } from '../../registry/runTarget';
import type { Question } from '../../registry/running';
import type { Context, Result, Run } from '../command';
import { parseParameters } from '../parameters';
import { openRuns, stopOnInterrupt, type OpenedRuns } from '../openRuns';
import { printTable } from '../table';
import { givenValues, type GivenValues } from '../variables';
import { localTime } from '../when';

type RunCall = Omit<InputFor<typeof operations.run>, 'source' | 'values' | 'parameters'> &
  GivenValues & {
    readonly param?: readonly string[] | undefined;
    readonly curl?: boolean | undefined;
  };

export const run: Run<RunCall> = async (context, given) => {
  const runs = await openRuns(context);
  const question = await questionOf(context, runs, given);
  if (given.curl === true) return printCurl(runs, question);
  const { signal, end } = stopOnInterrupt();
  try {
    const answered = await runs.runs.ask(question, {
      signal,
      again: given.again,
      onPiece: piece => {
        if (piece.type === 'text') context.stream?.(piece.text);
      },
    });
    const wasShown = context.stream !== undefined && !answered.replayed;
    return printAnswer(await answerInfo(runs.ledger, answered), answered.replayed, wasShown);
  } finally {
    end();
  }
};

export const answers: Run<InputFor<typeof operations.answers>> = async (context, given) => {
  const { ledger, store } = await openRuns(context);
  const found = await listAnswers(ledger, store, given);
  return {
    value: found,
    text: style =>
      found.length === 0
        ? 'There is no answer yet. Ask for one with: promptledger run <prompt>\n'
        : printTable(
            found.map(item => [
              style.yellow(item.id.slice(0, 8)),
              localTime(item.at),
              style.bold(item.prompt),
              item.from.sample ?? '-',
              `${item.provider}/${item.model}`,
              item.kept ? 'kept' : 'local',
              item.error === null ? firstLine(outputText(item.output)) : item.error.message,
            ]),
          ),
  };
};

export const keep: Run<InputFor<typeof operations.keepAnswer>> = async (context, { answer }) => {
  const { ledger, store } = await openRuns(context);
  const kept = await keepAnswer(ledger, store, answer);
  return { value: kept, text: `Kept in answers/${kept.prompt}. Commit it with git.\n` };
};

export const prune: Run<InputFor<typeof operations.pruneAnswers>> = async (context, given) => {
  const { ledger, store } = await openRuns(context);
  const done = await pruneAnswers(ledger, store, given);
  const text = `Removed ${done.pruned} local answers; ${done.left} are left.\n`;
  return { value: done, text };
};

async function questionOf(
  context: Context,
  { ledger }: OpenedRuns,
  { ref, sample, model, param, ...given }: RunCall,
): Promise<Question> {
  const target = await runTarget(ledger, ref);
  const saved = sample === undefined ? {} : await sampleValues(ledger, target.prompt, sample);
  const values = { ...saved, ...(await givenValues(context, given, target.source)) };
  const request = requestOf(target, values, { model, parameters: parseParameters(param) });
  return { target, request, sample: sample ?? null, row: null };
}

function printCurl({ curl }: OpenedRuns, { request }: Question): Result {
  const text = curl(request);
  return { value: { curl: text }, text: `${text}\n`, isData: true };
}

function printAnswer(answer: AnswerInfo, replayed: boolean, wasShown: boolean): Result {
  const when = replayed ? [`answered ${localTime(answer.at)}, not asked again (--again asks)`] : [];
  const text = outputText(answer.output);
  return {
    value: answer,
    text: wasShown ? `${outputText({ ...answer.output, text: '' })}\n` : `${text}\n`,
    isData: true,
    notes: [[...answerFacts(answer), ...when].join(' · ')],
  };
}

function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0]?.slice(0, 80) ?? '';
}
