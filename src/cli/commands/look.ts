import {
  isOpen,
  troublesOf,
  troubleWords,
  type TroubleKind,
} from '../../core/ledger/derive/troubles';
import { statusInfo } from '../../core/ledger/derive/shapes';
import { showOnOneLine } from '../../core/base/hiddenCharacters';
import { didYouMean, similarNames } from '../../core/base/similarNames';
import { answersOf } from '../../registry/answersOf';
import { verify as verifyRecords } from '../../registry/verify';
import type { Ledger } from '../../registry/ledger';
import type * as operations from '../../operations/declared/prompts';
import type { verify as verifyOperation } from '../../operations/declared/audit';
import type { InputFor } from '../../operations/operation';
import type { Context, Run } from '../command';
import type { OpenedLedger } from '../openLedger';
import { REFUSED, DONE } from '../exitCodes';
import { printTable } from '../table';
import type { RepairAct } from '../../store/recordRepair';
import type { Style } from '../style';
import type { PromptInfo, StatusInfo } from '../../core/ledger/derive/model';
import { leftToDo } from '../../registry/behind';

/**
 * The registry, after what others left to do is done: how a working document stands depends on it. The
 * use cases are loaded only where there is something to do.
 */
async function look(context: Context): Promise<Ledger> {
  const { ledger } = await context.read();
  if ((await leftToDo(ledger)).length > 0) await (await context.open()).registry.finishActs();
  return ledger;
}

type ListCall = InputFor<typeof operations.list> & { readonly archived?: boolean | undefined };

export const list: Run<ListCall> = async (context, { search, tag, labels = [], archived }) => {
  const all =
    search === undefined
      ? await answersOf(await look(context)).prompts()
      : (await context.index()).index.queries.holding(search).prompts;
  const found = all.filter(
    info =>
      (tag === undefined || info.tags.some(item => item.tag === tag)) &&
      labels.every(name => info.labels.includes(name)),
  );
  return {
    value: found,
    text: style => {
      // Programs see for themselves what is archived.
      const shown = archived === true ? found : found.filter(info => !info.archived);
      const hidden = found.length - shown.length;
      const note = hidden === 0 ? '' : style.dim(`${hidden} archived: see list --archived.\n`);
      if (found.length > 0) return listText(shown, style) + note;
      return search === undefined ? noneListed(all, tag, labels) : `Nothing holds "${search}".\n`;
    },
  };
};

const NO_PROMPTS = 'No prompts yet. Begin one with: promptledger new <prompt>\n';

/** Why a list is empty: a tag or label that no prompt has is most often a typing error. */
function noneListed(
  all: readonly PromptInfo[],
  tag: string | undefined,
  labels: readonly string[],
): string {
  const tags = [...new Set(all.flatMap(info => info.tags.map(item => item.tag)))];
  if (tag !== undefined && !tags.includes(tag)) return noneHas('tag', tag, tags);
  const known = [...new Set(all.flatMap(info => info.labels))];
  const unknown = labels.find(label => !known.includes(label));
  if (unknown !== undefined) return noneHas('label', unknown, known);
  return all.length > 0 ? 'No prompts.\n' : NO_PROMPTS;
}

function noneHas(what: string, name: string, names: readonly string[]): string {
  const similar = similarNames(name, names);
  const hint = similar.length === 0 ? '' : ` ${didYouMean(similar)}`;
  return `No prompt has the ${what} "${name}".${hint}\n`;
}

function listText(prompts: readonly PromptInfo[], style: Style): string {
  const rows = prompts.map(info => [
    style.bold(info.prompt),
    info.latest === null ? '-' : `v${info.latest.number}`,
    stateText(info, style) + (info.archived ? style.dim(' archived') : ''),
    style.green(
      info.tags.map(tag => `${tag.tag}=${tag.number === null ? '?' : `v${tag.number}`}`).join(' '),
    ),
    style.dim(info.description.split('\n')[0] ?? ''),
  ]);
  return printTable(rows) + troubleLines(prompts, style);
}

function stateText(info: StatusInfo, style: Style): string {
  return [
    ...(info.state === 'clean' ? [] : [style.yellow(info.state)]),
    ...troubleWords(troublesOf(info)).map(word => style.red(word)),
  ].join(' ');
}

/** What the words for divergences mean that nothing else explains, each once. */
function troubleLines(prompts: readonly StatusInfo[], style: Style): string {
  const lines = prompts.flatMap(info =>
    troublesOf(info)
      .filter(({ kind }) => EXPLAINED.has(kind))
      .map(({ word, sentence }) => `${style.red(`${word}:`)} ${sentence}\n`),
  );
  return [...new Set(lines)].join('');
}

/** Of the others a warning tells, or the next command. */
const EXPLAINED: ReadonlySet<TroubleKind> = new Set(['names', 'archive', 'moved']);

export const status: Run<{ readonly exitCode?: boolean | undefined }> = async (
  context,
  { exitCode },
) => {
  const prompts = await answersOf(await look(context)).prompts();
  const open = prompts.filter(isOpen);
  return {
    value: prompts.map(statusInfo),
    text: style =>
      open.length === 0
        ? 'Everything is committed.\n'
        : printTable(open.map(item => [stateText(item, style), item.prompt])) +
          troubleLines(open, style),
    exitCode: exitCode === true && open.length > 0 ? REFUSED : DONE,
  };
};

export const verify: Run<
  InputFor<typeof verifyOperation> & { readonly repair?: boolean | undefined }
> = async (context, { since, repair }) => {
  const { ledger, root } = await (since === undefined
    ? context.read()
    : registrySince(context, since));
  const repaired = repair === true ? await repairFiles(root, since) : undefined;
  const report = await context.progress('Reading every record…', () =>
    verifyRecords(ledger, { since }),
  );
  const { records, problems, notices } = report;
  return {
    value: repaired === undefined ? report : { ...report, repaired },
    warnings: notices ?? [],
    text: style =>
      [
        ...(repaired ?? []).map(({ message }) => `${message}\n`),
        ...(problems.length === 0 ? [`All ${records} records are sound.\n`] : []),
        ...problems.map(
          ({ path, code, message }) =>
            `${style.bold(showOnOneLine(path))}: [${style.red(code)}] ${showOnOneLine(message)}\n`,
        ),
      ].join(''),
    exitCode: problems.length === 0 ? DONE : REFUSED,
  };
};

async function registrySince(context: Context, since: string): Promise<OpenedLedger> {
  const { readSince } = await import('../goneRegistry');
  return readSince(context, since);
}

async function repairFiles(root: string, since: string | undefined): Promise<readonly RepairAct[]> {
  const { repairRecords } = await import('../../store/recordRepair');
  return repairRecords(root, since);
}
