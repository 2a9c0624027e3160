import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { splitFrontMatter } from '../prompt/document/frontMatter';
import { parseYaml } from '../prompt/document/parseYaml';
import type { Span } from './sourceText';

/** A key or a value of the front matter that is being written. */
export type FrontMatterPlace =
  | {
      readonly kind: 'key';
      readonly span: Span;
      /** The keys that lead to the mapping; none for the front matter itself. */
      readonly path: readonly string[];
      /** What the mapping holds already. */
      readonly existing: readonly string[];
      /** A colon follows, so only the key is to be written. */
      readonly hasColon: boolean;
      readonly isFlow: boolean;
    }
  | { readonly kind: 'value'; readonly span: Span; readonly path: readonly string[] };

/** A word that stands for the one that is being written, so that the rest can be parsed. */
const MARKER = 'promptLedgerCursor';
const WORD = /[\w-]/;

/** What is being written at `offset` of the front matter, told by parsing it with a word there. */
export function frontMatterPlace(source: string, offset: number): FrontMatterPlace | undefined {
  const yaml = yamlSpan(source);
  if (offset < yaml.start || offset > yaml.endExclusive) return undefined;
  const span = wordAt(source, offset);
  const before = source.slice(yaml.start, span.start);
  const after = source.slice(span.endExclusive, yaml.endExclusive);
  const hasColon = /^[ \t]*:/.test(after);
  const asKey = parse(`${before}${MARKER}${hasColon ? '' : ': '}${after}`, before.length);
  const key = asKey && findKey(asKey, []);
  if (key !== undefined) return { kind: 'key', span, hasColon, ...key };
  if (hasColon) return undefined;
  const asValue = parse(`${before}${MARKER}${after}`, before.length);
  const path = asValue && findValue(asValue, []);
  return path && path.length > 0 ? { kind: 'value', span, path } : undefined;
}

/** The lines below the opening fence: to the closing one, or to the end while there is none. */
function yamlSpan(source: string): Span {
  const start = source.indexOf('\n') + 1;
  const { yaml } = splitFrontMatter(source);
  return { start, endExclusive: yaml === undefined ? source.length : start + yaml.length };
}

function wordAt(source: string, offset: number): Span {
  let start = offset;
  let endExclusive = offset;
  while (WORD.test(source[start - 1] ?? '')) start--;
  while (WORD.test(source[endExclusive] ?? '')) endExclusive++;
  return { start, endExclusive };
}

/** The mapping with the marker, unless the marker cannot stand there. */
function parse(yaml: string, at: number): YAMLMap | undefined {
  const { contents = null, errors = [] } = parseYaml(yaml) ?? {};
  const lineStart = yaml.lastIndexOf('\n', at - 1) + 1;
  const isWrong = errors.some(
    ({ pos, code }) =>
      lineStart <= pos[0] && pos[0] <= at + MARKER.length && code !== 'MISSING_CHAR',
  );
  return isMap(contents) && !isWrong ? contents : undefined;
}

type FoundKey = Pick<FrontMatterPlace & { kind: 'key' }, 'path' | 'existing' | 'isFlow'>;

function findKey(map: YAMLMap, path: readonly string[]): FoundKey | undefined {
  const keys = map.items.map(({ key }) => keyText(key));
  if (keys.includes(MARKER)) {
    return { path, existing: keys.filter(key => key !== MARKER), isFlow: map.flow === true };
  }
  for (const { key, value } of map.items) {
    const found = isMap(value) ? findKey(value, [...path, keyText(key)]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function findValue(map: YAMLMap, path: readonly string[]): readonly string[] | undefined {
  for (const { key, value } of map.items) {
    const inner = [...path, keyText(key)];
    if (isScalar(value) && value.value === MARKER) return inner;
    const found = isMap(value) ? findValue(value, inner) : undefined;
    if (found !== undefined) return found;
    if (isSeq(value) && value.items.some(item => isScalar(item) && item.value === MARKER)) {
      return [...inner, '[]'];
    }
  }
  return undefined;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
