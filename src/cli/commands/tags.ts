import { pageOf } from '../../core/ledger/derive/shapes';
import { shortId } from '../../core/ledger/plan/resolve';
import { parseReference } from '../../core/base/references';
import { answersOf } from '../../registry/answersOf';
import { listTags } from '../../registry/promptLists';
import type { InputFor } from '../../operations/operation';
import type { tags as operation } from '../../operations/declared/tags';
import type { Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';
import { localTime } from '../when';
import type { TagInfo, TagMoveInfo } from '../../core/ledger/derive/model';

export const tags: Run<InputFor<typeof operation>> = async (
  context,
  { ref: text, limit, after, history },
) => {
  const { ledger } = await context.read();
  const { prompt, selector } = parseReference(text);
  const snapshot = await ledger.existing(prompt);
  const version = text.includes('@') ? (await ledger.version(text)).version : undefined;
  const ofTag = history === true && selector.kind === 'tag' ? selector.tag : undefined;
  const isWanted = (item: TagInfo): boolean =>
    version === undefined || ofTag !== undefined || item.version === version.id;
  const found =
    history === true
      ? pageOf((await answersOf(ledger).moves(snapshot, ofTag)).filter(isWanted), { limit, after })
      : await listTags(ledger, snapshot, { limit, after }, isWanted);
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `${text} has no tags.\n`
        : printTable(found.map(tag => tagRow(tag, style))),
  };
};

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
