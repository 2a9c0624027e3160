import { shortId } from '../../core/plan/resolve';
import { parseReference } from '../../core/references';
import {
  pageOf,
  tagInfos,
  tagMoveInfos,
  versionInfos,
  type PromptInfo,
  type StatusInfo,
  type TagInfo,
  type TagMoveInfo,
  type VersionInfo,
} from '../../core/derive/shapes';
import { compareRecords } from '../../core/records/records';
import { listPrompts } from '../../registry/listing';
import { verify as verifyRecords } from '../../registry/verify';
import { versionWithSource } from '../../registry/versions';
import type { Context, Result, Run } from '../command';
import { REFUSED, DONE } from '../exitCodes';
import { drawGraph } from '../graph';
import { described } from '../sentences';
import { printTable } from '../table';
import type { Style } from '../terminal';
import { localTime } from '../when';

/** Enough of a search for a list. */
const HITS = 1000;

export const list: Run = async context => {
  const { search, tag, label } = context.options;
  const all =
    search === undefined
      ? await listPrompts((await context.read()).ledger)
      : await searched(context, search);
  const labels = label === undefined || label === false ? [] : label;
  const found = all.filter(
    info =>
      (tag === undefined || info.tags.some(item => item.tag === tag)) &&
      labels.every(name => info.labels.includes(name)),
  );
  return { value: found, text: style => listText(found, style) };
};

async function searched(context: Context, text: string): Promise<readonly PromptInfo[]> {
  const { queries } = (await context.index()).index;
  const found = new Set(queries.search(text, HITS).map(hit => hit.prompt));
  return queries.prompts().filter(info => found.has(info.prompt));
}

function listText(prompts: readonly PromptInfo[], style: Style): string {
  if (prompts.length === 0) return 'No prompts.\n';
  const rows = prompts.map(({ prompt, latest, tags, state, diverged, archived, description }) => [
    style.bold(prompt),
    latest === null ? '-' : `v${latest.number}`,
    stateText({ prompt, state, diverged }, style) + (archived ? style.dim(' archived') : ''),
    style.green(
      tags.map(tag => `${tag.tag}=${tag.number === null ? '?' : `v${tag.number}`}`).join(' '),
    ),
    style.dim(description.split('\n')[0] ?? ''),
  ]);
  return printTable(rows);
}

function stateText({ state, diverged }: StatusInfo, style: Style): string {
  const text = state === 'clean' ? '' : style.yellow(state);
  if (!diverged) return text;
  return [text, style.red('diverged')].filter(part => part !== '').join(' ');
}

export const status: Run = async context => {
  const prompts = await listPrompts((await context.read()).ledger);
  const all = prompts.map(({ prompt, state, diverged }) => ({ prompt, state, diverged }));
  // The document of an archived prompt may well be gone.
  const gone = new Set(prompts.filter(info => info.archived).map(info => info.prompt));
  const open = all.filter(
    ({ prompt, state, diverged }) =>
      diverged || (state !== 'clean' && !(state === 'missing' && gone.has(prompt))),
  );
  return {
    value: all,
    text: style =>
      open.length === 0
        ? 'Everything is committed.\n'
        : printTable(open.map(item => [stateText(item, style), item.prompt])),
    exitCode: context.options.exitCode === true && open.length > 0 ? REFUSED : DONE,
  };
};

export const log: Run = async (context, prompt) => {
  const { ledger } = await context.read();
  const { limit, after, source, graph } = context.options;
  const { name, state } = await ledger.existing(prompt);
  const found = versionInfos(name, state, { limit, after }).map(version => ({
    ...version,
    ...(source === true && { source: state.versions.get(version.id)?.source.join('\n') ?? '' }),
  }));
  const print = graph === true ? graphText : logText;
  return {
    value: found,
    text: style => (found.length === 0 ? `${name} has no versions.\n` : print(found, style)),
  };
};

function logText(versions: readonly VersionInfo[], style: Style): string {
  return versions.map(version => `${entry(version, style).join('\n')}\n`).join('\n');
}

function entry(version: VersionInfo, style: Style): string[] {
  const { at, author, message, source } = version;
  const lines = message === '' ? [style.dim('(no message)')] : message.split('\n');
  return [
    head(version, style),
    style.dim(`${localTime(at)}  ${author.name} <${author.email}>`),
    ...lines.map(line => `    ${line}`.trimEnd()),
    ...(source === undefined
      ? []
      : ['', ...source.split('\n').map(line => `  | ${line}`.trimEnd())]),
  ];
}

function head({ number, id, tags, head: isHead, parents }: VersionInfo, style: Style): string {
  const marks = [...(isHead ? [style.cyan('head')] : []), ...tags.map(style.green)];
  const merged = parents.length > 1 ? style.dim(` merges ${parents.map(shortId).join(' ')}`) : '';
  const list = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  return `${style.bold(`v${number}`)} ${style.yellow(shortId(id))}${list}${merged}`;
}

function graphText(versions: readonly VersionInfo[], style: Style): string {
  return drawGraph(versions, version => {
    const { author, at, message } = version;
    const first = message.split('\n')[0] ?? '';
    return `${head(version, style)} ${first} ${style.dim(`${author.name}, ${localTime(at)}`)}`;
  });
}

export const show: Run = async (context, ref) => {
  const { ledger } = await context.read();
  const version = await versionWithSource(ledger, ref);
  const { source } = version;
  const ended = source.endsWith('\n') ? source : `${source}\n`;
  if (context.options.raw === true) return { value: version, text: source };
  return { value: version, text: style => `${showHead(version, style)}\n${ended}` };
};

function showHead(version: VersionInfo, style: Style): string {
  const { at, author, message } = version;
  const lines = message === '' ? [] : message.split('\n').map(line => `    ${line}`.trimEnd());
  const who = style.dim(`${version.id}  ${localTime(at)}  ${author.name} <${author.email}>`);
  return [described(version, style), who, ...lines, ''].join('\n');
}

export const tags: Run = async (context, text) => {
  const { ledger } = await context.read();
  const { limit, after, history } = context.options;
  const { prompt, selector } = parseReference(text);
  const { name, state } = await ledger.existing(prompt);
  const version = text.includes('@') ? await versionWithSource(ledger, text) : undefined;
  const isWanted = (item: TagInfo): boolean =>
    version === undefined ||
    (history === true && selector.kind === 'tag'
      ? item.tag === selector.tag
      : item.version === version.id);
  const all = history === true ? movesOf(name, state) : tagInfos(name, state);
  const found = pageOf(all.filter(isWanted), { limit, after });
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `${text} has no tags.\n`
        : printTable(found.map(tag => tagRow(tag, style))),
  };
};

/** The moves of all tags, newest first. */
function movesOf(name: string, state: Parameters<typeof tagInfos>[1]): readonly TagMoveInfo[] {
  return [...state.tags.values()]
    .flatMap(tag => tagMoveInfos(name, state, tag))
    .sort((left, right) => compareRecords(right, left));
}

function tagRow(tag: TagInfo & Partial<TagMoveInfo>, style: Style): string[] {
  const { version, number, at, author, description, immutable, diverged, applied } = tag;
  const target = version === null ? 'removed' : number === null ? 'missing' : `v${number}`;
  const marks = [
    ...(immutable ? ['immutable'] : []),
    ...(diverged ? [style.red('diverged')] : []),
    ...(applied === false ? [style.red('void')] : []),
  ];
  return [
    style.bold(tag.tag),
    target,
    style.yellow(version === null ? '' : shortId(version)),
    marks.join(' '),
    style.dim(localTime(at)),
    author.name,
    description,
  ];
}

export const verify: Run = async (context): Promise<Result> => {
  const { ledger } = await context.read();
  const { since } = context.options;
  const report = await context.progress('Reading every record…', () =>
    verifyRecords(ledger, { since }),
  );
  const { records, problems } = report;
  return {
    value: report,
    text: style =>
      problems.length === 0
        ? `All ${records} records are sound.\n`
        : problems
            .map(
              ({ path, code, message }) => `${style.bold(path)}: [${style.red(code)}] ${message}\n`,
            )
            .join(''),
    exitCode: problems.length === 0 ? DONE : REFUSED,
  };
};
