import { refuseDamagedVersion, refuseDoubt } from '../../core/ledger/derive/damage';
import { pageOf, tagInfos, tagMoveInfos } from '../../core/ledger/derive/shapes';
import { shortId } from '../../core/ledger/plan/resolve';
import { parseReference } from '../../core/base/references';
import { versionWithSource } from '../../registry/versions';
import type { InputFor } from '../../operations/operation';
import type { tags as operation } from '../../operations/declared/tags';
import type { Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';
import { localTime } from '../when';
import type { PromptState, TagInfo, TagMoveInfo } from '../../core/ledger/derive/model';

export const tags: Run<InputFor<typeof operation>> = async (
  context,
  { ref: text, limit, after, history },
) => {
  const { ledger } = await context.read();
  const { prompt, selector } = parseReference(text);
  const { name, state } = await ledger.existing(prompt);
  const version = text.includes('@') ? await versionWithSource(ledger, text) : undefined;
  const isWanted = (item: TagInfo): boolean =>
    version === undefined ||
    (history === true && selector.kind === 'tag'
      ? item.tag === selector.tag
      : item.version === version.id);
  if (history === true) ledger.leaveOut(state.damage.problems);
  else refuseDoubtfulTags(name, state);
  const all = history === true ? movesOf(name, state) : tagInfos(name, state);
  const found = pageOf(all.filter(isWanted), { limit, after });
  if (history !== true) {
    refuseDamagedVersion(
      name,
      state,
      found.map(item => item.version),
    );
  }
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `${text} has no tags.\n`
        : printTable(found.map(tag => tagRow(tag, style))),
  };
};

/** A list of tags that lacks one would say that there is none. */
function refuseDoubtfulTags(name: string, state: PromptState): void {
  const tags = [...state.tags.keys()];
  refuseDoubt(name, state, ...tags.flatMap(tag => [`served ${tag}`, `tips ${tag}`] as const));
}

/** The moves of all tags, newest first. */
function movesOf(name: string, state: PromptState): readonly TagMoveInfo[] {
  const places = new Map([...state.records.keys()].map((id, place) => [id, place]));
  return [...state.tags.values()]
    .flatMap(tag => tagMoveInfos(name, state, tag))
    .sort((left, right) => (places.get(right.id) ?? 0) - (places.get(left.id) ?? 0));
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
