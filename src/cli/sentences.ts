import { shortId } from '../core/ledger/plan/resolve';
import type { Style } from './style';
import type { TagInfo, VersionInfo } from '../core/ledger/derive/model';

/** `support/greeting v5 (1a2b3c4d)`, with its tags. */
export function described({ prompt, number, id, tags }: VersionInfo, style: Style): string {
  const list = tags.length === 0 ? '' : ` ${style.green(tags.join(', '))}`;
  return `${prompt} ${style.bold(`v${number}`)} ${style.dim(`(${shortId(id)})`)}${list}`;
}

/** `support/greeting@staging is v5 (1a2b3c4d)`. */
export function pointed(tag: TagInfo, style: Style): string {
  return `${style.bold(`${tag.prompt}@${tag.tag}`)} is ${target(tag)}${tag.immutable ? ', for good' : ''}`;
}

function target({ number, version }: TagInfo): string {
  if (version === null) return 'nothing';
  return number === null ? shortId(version) : `v${number} (${shortId(version)})`;
}

/** A unified diff as git colours it. */
export function colouredDiff(unified: string, style: Style): string {
  const paint = (line: string): string => {
    // Without a blank, it is the line around front matter that came or went.
    if (line.startsWith('--- ') || line.startsWith('+++ ')) return style.bold(line);
    if (line.startsWith('@@')) return style.cyan(line);
    if (line.startsWith('+')) return style.green(line);
    return line.startsWith('-') ? style.red(line) : line;
  };
  return unified.split('\n').map(paint).join('\n');
}
