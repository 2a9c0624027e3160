import { sourceText } from '../../core/ledger/records/records';
import type { unifiedDiff as UnifiedDiff } from '../../core/compare/text/unified';
import { showHidden, showOnOneLine } from '../../core/base/hiddenCharacters';
import { shortId } from '../../core/ledger/plan/resolve';
import { parseReference } from '../../core/base/references';
import { pageOf } from '../../core/ledger/derive/shapes';
import { ancestorsOf } from '../../core/ledger/derive/versions';
import type { Ledger } from '../../registry/ledger';
import type { PromptSnapshot } from '../../registry/model';
import { answersOf } from '../../registry/answersOf';
import { versionWithSource } from '../../registry/versions';
import type { InputFor } from '../../operations/operation';
import type * as operations from '../../operations/declared/versions';
import type { Run } from '../command';
import { drawGraph } from '../graph';
import { notTogether } from '../notTogether';
import { colouredDiff, described } from '../sentences';
import type { Style } from '../style';
import { localTime } from '../when';
import type { Page, VersionInfo } from '../../core/ledger/derive/model';

type LogInput = InputFor<typeof operations.versions> & {
  readonly graph?: boolean | undefined;
  readonly patch?: boolean | undefined;
  readonly oneline?: boolean | undefined;
};

export const log: Run<LogInput> = async (
  context,
  { prompt: text, limit, after, sources, graph, patch, oneline },
) => {
  const { ledger } = await context.read();
  refuseTogether({ graph, patch, sources, oneline });
  const { prompt } = parseReference(text);
  const snapshot = await ledger.existing(prompt);
  const { name, state } = snapshot;
  const until = text.includes('@') ? (await ledger.version(text)).version.id : undefined;
  // The library that prints patches is loaded for those alone.
  const unified =
    patch === true ? (await import('../../core/compare/text/unified')).unifiedDiff : undefined;
  const textOf = (id: string | undefined): string => sourceText(state.versions.get(id ?? '')) ?? '';
  const versions = await listed(ledger, snapshot, { until, limit, after });
  const found = versions.map(version => ({
    ...version,
    ...(sources === true && { source: textOf(version.id) }),
    ...(unified && { unified: patchOf(version, textOf, unified) }),
  }));
  const print = graph === true ? graphText : oneline === true ? lineText : logText;
  return {
    value: found,
    text: style =>
      found.length > 0
        ? print(found, style)
        : state.versions.size === 0
          ? `${name} has no versions.\n`
          : '',
  };
};

/** Ways to print that exclude each other. */
function refuseTogether({ graph, patch, sources, oneline }: Partial<LogInput>): void {
  const given = [
    ...(graph === true ? ['--graph'] : []),
    ...(oneline === true ? ['--oneline'] : []),
    ...(patch === true ? ['--patch'] : []),
    ...(sources === true ? ['--source'] : []),
  ];
  const isOne = given.length < 2 || given.join() === '--patch,--source';
  if (!isOne) throw notTogether(given.slice(0, 2));
}

/** All versions, or those from which one follows, itself included. */
async function listed(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  { until, ...page }: Page & { readonly until: string | undefined },
): Promise<readonly VersionInfo[]> {
  if (until === undefined) return answersOf(ledger).versions(snapshot, page);
  const all = await answersOf(ledger).versions(snapshot, {});
  const wanted = ancestorsOf(snapshot.state.versions, until);
  return pageOf(
    all.filter(({ id }) => wanted.has(id)),
    page,
  );
}

interface LoggedVersion extends VersionInfo {
  /** What it changed, as a unified diff; only where it was asked for. */
  readonly unified?: string;
}

/** What a version changed in the one that it was made from: of a merge, in the first one. */
function patchOf(
  version: VersionInfo,
  textOf: (id: string | undefined) => string,
  unified: typeof UnifiedDiff,
): string {
  const [parent] = version.parents;
  return unified(textOf(parent), textOf(version.id), {
    leftLabel: parent === undefined ? '/dev/null' : `${version.prompt}@${shortId(parent)}`,
    rightLabel: `${version.prompt}@${shortId(version.id)}`,
  });
}

function logText(versions: readonly LoggedVersion[], style: Style): string {
  return versions.map(version => `${entry(version, style).join('\n')}\n`).join('\n');
}

function entry(version: LoggedVersion, style: Style): string[] {
  const { at, author, message, source, unified } = version;
  const lines = message === '' ? [style.dim('(no message)')] : message.split('\n');
  return [
    head(version, style),
    style.dim(`${localTime(at)}  ${author.name} <${author.email}>`),
    ...lines.map(line => `    ${line}`.trimEnd()),
    ...(source === undefined
      ? []
      : ['', ...source.split('\n').map(line => `  | ${line}`.trimEnd())]),
    ...(unified === undefined ? [] : ['', colouredDiff(unified.trimEnd(), style)]),
  ];
}

function head({ number, id, tags, head: isHead, parents }: VersionInfo, style: Style): string {
  const marks = [...(isHead ? [style.cyan('head')] : []), ...tags.map(style.green)];
  const merged = parents.length > 1 ? style.dim(` merges ${parents.map(shortId).join(' ')}`) : '';
  const list = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  return `${style.bold(`v${number}`)} ${style.yellow(shortId(id))}${list}${merged}`;
}

function lineText(versions: readonly VersionInfo[], style: Style): string {
  return versions
    .map(version => `${head(version, style)} ${version.message.split('\n')[0] ?? ''}`.trimEnd())
    .map(line => `${line}\n`)
    .join('');
}

function graphText(versions: readonly VersionInfo[], style: Style): string {
  return drawGraph(versions, version => {
    const { author, at, message } = version;
    const first = message.split('\n')[0] ?? '';
    return `${head(version, style)} ${first} ${style.dim(`${author.name}, ${localTime(at)}`)}`;
  });
}

export const show: Run<
  InputFor<typeof operations.show> & { readonly raw?: boolean | undefined }
> = async (context, { ref, raw }) => {
  const { ledger } = await context.read();
  const version = await versionWithSource(ledger, ref);
  const { source } = version;
  const ended = source.endsWith('\n') ? source : `${source}\n`;
  if (raw === true) return { value: version, text: source, isData: true };
  const text = (style: Style): string => `${showHead(version, style)}\n${ended}`;
  return { value: version, text, isData: true };
};

function showHead(version: VersionInfo, style: Style): string {
  const { at, author, message } = version;
  // A sentence above the data, which alone is exact in a pipe.
  const said = showHidden(message);
  const lines = said === '' ? [] : said.split('\n').map(line => `    ${line}`.trimEnd());
  const name = showOnOneLine(`${author.name} <${author.email}>`);
  const who = style.dim(`${version.id}  ${localTime(at)}  ${name}`);
  return [described(version, style), who, ...lines, ''].join('\n');
}
