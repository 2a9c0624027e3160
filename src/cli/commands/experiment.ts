import type * as operations from '../../operations/declared/experiments';
import type { InputFor } from '../../operations/operation';
import {
  compareExperiment,
  experimentRecords,
  listExperiments,
  type ExperimentInfo,
} from '../../registry/experimentRecords';
import {
  runExperiment,
  type ExperimentResult,
  type ExperimentWorld,
} from '../../registry/experimenting';
import { ExperimentFiles } from '../../store/experimentFiles';
import type { Result, Run } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { rateText, runMarkdown, runText } from '../experimentText';
import { junitXml } from '../junit';
import { openRuns, stopOnInterrupt, type OpenedRuns } from '../openRuns';
import { printTable } from '../table';
import { localTime } from '../when';
import { writeOutput } from '../writeOutput';

type RunCall = InputFor<typeof operations.runExperiment> & {
  readonly missing?: 'ok' | 'fail' | 'run' | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: boolean | undefined;
};

export const run: Run<RunCall> = async (context, given) => {
  const { experiment, refs, models, concurrency, missing = 'fail' } = given;
  const replay = given.replay === true && missing !== 'run';
  const opened = await openRuns(context);
  const { signal, end } = stopOnInterrupt();
  const result = await context
    .progress('Running…', report =>
      runExperiment(opened.ledger, worldOf(opened), {
        ...{ name: experiment, refs, models, concurrency, replay, signal },
        onProgress: ({ done, all, asked, failed }) => {
          report(`${done} of ${all}, ${asked} asked, ${failed} not passed`);
        },
      }),
    )
    .finally(end);
  if (given.junit !== undefined) await writeOutput(context, given.junit, 'junit', junitXml(result));
  return printed(result, given, missing);
};

function printed(
  result: ExperimentResult,
  { markdown }: RunCall,
  missing: 'ok' | 'fail' | 'run',
): Result {
  return {
    value: result,
    isData: markdown === true,
    text: style => (markdown === true ? runMarkdown(result) : runText(result, style)),
    exitCode: isGood(result, missing) ? DONE : REFUSED,
  };
}

/** Where nothing is required, every row has to pass. */
function isGood({ columns }: ExperimentResult, missing: 'ok' | 'fail' | 'run'): boolean {
  return columns.every(column => {
    if (column.missing > 0 && missing !== 'ok') return false;
    if (column.required !== 'none') return column.required === 'met';
    return column.failed === 0 && column.errors === 0;
  });
}

export const list: Run<object> = async context => {
  const { ledger, root } = await context.read();
  const found = await listExperiments(ledger, new ExperimentFiles(root));
  return {
    value: found,
    text: style =>
      found.length === 0
        ? 'There is no experiment. Write one: .promptledger/experiments/<name>.yaml\n'
        : printTable(
            found.map(({ experiment, prompts, last, problem }) => [
              style.bold(experiment),
              prompts.join(', '),
              problem === null ? lastText(last) : style.red(problem),
            ]),
          ),
  };
};

function lastText(last: ExperimentInfo | null): string {
  if (last === null) return 'not run yet';
  return `v${last.number ?? '?'} ${rateText(last)} ${localTime(last.at)}`;
}

export const show: Run<InputFor<typeof operations.showExperiment>> = async (
  context,
  { experiment, limit = Infinity },
) => {
  const { ledger, root } = await context.read();
  const all = await experimentRecords(ledger, new ExperimentFiles(root), experiment);
  const found = all.slice(0, limit);
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `"${experiment}" was not run yet: promptledger experiment run ${experiment}\n`
        : printTable(
            found.map(item => [
              style.bold(`${item.prompt}@${item.number ?? item.version.slice(0, 8)}`),
              item.model,
              rateText(item),
              item.required,
              item.current ? '' : style.yellow('the experiment changed since'),
              localTime(item.at),
            ]),
          ),
  };
};

export const compare: Run<InputFor<typeof operations.compareExperiment>> = async (
  context,
  input,
) => {
  const { ledger, root } = await context.read();
  const { store } = await openRuns(context);
  const found = await compareExperiment(
    ledger,
    { sources: new ExperimentFiles(root), answers: store },
    input,
  );
  const { wins, losses, ties, p, worse } = found;
  const said = worse
    ? 'significantly worse'
    : p < 0.05
      ? 'significantly better'
      : 'not significantly different';
  return {
    value: found,
    text: `${input.left} against ${input.right}: ${wins} better, ${losses} worse, ${ties} the same; ${said} (p = ${p.toFixed(3)}).\n`,
    exitCode: worse ? REFUSED : DONE,
  };
};

function worldOf({ runs, store, root }: OpenedRuns): ExperimentWorld {
  return { sources: new ExperimentFiles(root), answers: store, runs, services: {} };
}
