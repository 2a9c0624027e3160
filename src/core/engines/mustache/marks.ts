import { LineReader } from '../template/lineReader';
import type { TemplateMark } from '../template/template';
import { TagScanner, type Tag } from './scanner';

/** Where a template writes names, first to last, also while it is half written. */
export function mustacheMarks(template: string): readonly TemplateMark[] {
  const scanner = new TagScanner(template);
  const lines = new LineReader(template);
  const marks: TemplateMark[] = [];
  const open: Tag[] = [];
  for (let tag = scanner.next(); tag !== undefined; tag = scanner.next()) {
    if (tag.kind === 'delimiters') scanner.setDelimiters(tag.name);
    if (tag.kind === 'close' && open.at(-1)?.name === tag.name) open.pop();
    const kind = markKind(tag);
    if (kind !== undefined) {
      const scopes = open.filter(section => section.kind === 'section').map(({ name }) => name);
      marks.push({ kind, name: tag.name, scopes, ...lines.positionOf(tag.nameStart) });
    }
    if (tag.kind === 'section' || tag.kind === 'inverted') open.push(tag);
  }
  return marks;
}

/** The tag that stands around `offset`, as far as it is written; its name may be all that follows. */
export function mustacheTagAt(template: string, offset: number): Tag | undefined {
  const scanner = new TagScanner(template);
  for (let tag = scanner.next(); tag !== undefined; tag = scanner.next()) {
    if (tag.start >= offset) return undefined;
    if (offset < tag.endExclusive || tag.kind === 'unclosed') return tag;
    if (tag.kind === 'delimiters') scanner.setDelimiters(tag.name);
  }
  return undefined;
}

/** The tags that name something to look up or to include. */
const KINDS: Partial<Record<Tag['kind'], TemplateMark['kind']>> = {
  value: 'value',
  section: 'section',
  inverted: 'inverted',
  close: 'close',
  partial: 'include',
};

/** `{{.}}` is whatever surrounds it and has no name. */
function markKind({ kind, name }: Tag): TemplateMark['kind'] | undefined {
  return name === '' || name === '.' || name.includes('\n') ? undefined : KINDS[kind];
}
