import { Composer, Parser, YAMLParseError, type CST, type Document, type LineCounter } from 'yaml';

export interface YamlOptions {
  /** Learns where the lines of the text begin. */
  readonly lines?: LineCounter | undefined;
  /** Whole numbers keep all of their digits. */
  readonly intAsBigInt?: boolean;
}

/** How deeply a text is composed at all; whoever reads values refuses less, and can say where. */
const MAX_COMPOSED_DEPTH = 500;

/**
 * `parseDocument` of the library, for texts that anybody may have written: the one place where text
 * becomes YAML. Keys that are there twice are no error of it.
 * @returns the document with its errors; `undefined` where the text is nested too deeply for it
 */
export function parseYaml(
  yaml: string,
  { lines, intAsBigInt = false }: YamlOptions = {},
): Document.Parsed | undefined {
  const tokens = [...new Parser(lines?.addNewLine).parse(yaml)];
  // The composer calls itself for each level. Where a stack ends while Node compiles a regular
  // expression, the process ends with it: no error is thrown that could be caught.
  if (isDeeperThan(MAX_COMPOSED_DEPTH, tokens)) return undefined;
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    // The library compares each key with all others; whoever minds looks them up.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    intAsBigInt,
  });
  const [document, second] = composer.compose(tokens, true, yaml.length);
  const isEmpty = second?.contents === null && second.errors.length === 0;
  if (second !== undefined && !isEmpty) {
    const [start, end] = second.range;
    const message = 'There is more than one document. Put each into a file of its own.';
    document?.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', message));
  }
  return document;
}

/** Whether tokens are nested more deeply than this; each level is looked at in a turn of its own. */
function isDeeperThan(limit: number, tokens: readonly CST.Token[]): boolean {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap(inside);
  }
  return false;
}

function inside(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter(part => part != null);
}
