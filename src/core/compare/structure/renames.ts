import { printChat } from '../../prompt/document/chat';
import { listInputs } from '../../prompt/document/inputs';
import { prepareDocument } from '../../prompt/render/preparedDocument';
import { listVariables } from '../../prompt/render/variables';
import { narrowToCharacters } from '../text/characters';
import { readWords, similarity, type WordBag } from '../text/similarity';
import { printValueKey, type Mapping } from './values';
import { compareText } from '../../base/textOrder';
import type { PromptDocument } from '../../prompt/document/model';

/** A variable that one side has and the other has not, or has under another name. */
export type VariableChange =
  | {
      readonly kind: 'added' | 'removed';
      readonly name: string;
      /** The sections whose items may hold it instead of the caller; absent where none may. */
      readonly within?: readonly string[];
    }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string };

/** What the variables of a document are, and where they are used. */
interface Variables {
  readonly names: readonly string[];
  readonly sections: ReadonlyMap<string, readonly string[]>;
  readonly lines: readonly string[];
  readonly declared: Mapping;
}

/** The share of the lines with a variable that must read the same with the other name. */
const MIN_LIKENESS = 0.5;
/** The first uses of a name tell as much as all of them. */
const MAX_LINES = 16;
/** Names that went, times those that came, times the characters that comparing two of them goes through. */
const MAX_WORK = 50_000_000;
/** What it costs to compare two names of which no line says anything, in characters. */
const COST_OF_PAIR = 1000;

/** Variables that came, went or took another name, sorted. A template that cannot be read has none. */
export function diffVariables(
  left: PromptDocument,
  right: PromptDocument,
): readonly VariableChange[] {
  const [before, after] = [readVariables(left), readVariables(right)];
  if (before === undefined || after === undefined) return [];
  const [known, current] = [new Set(before.names), new Set(after.names)];
  const gone = before.names.filter(name => !current.has(name));
  const come = after.names.filter(name => !known.has(name));
  const renames = isBearable(gone, come, [before, after])
    ? findRenames(gone, come, before, after)
    : [];
  const [froms, tos] = [
    new Set(renames.map(({ from }) => from)),
    new Set(renames.map(({ to }) => to)),
  ];
  return [
    ...renames.map(({ from, to }) => ({ kind: 'renamed' as const, from, to })),
    ...come.filter(name => !tos.has(name)).map(name => changeOf('added', name, after)),
    ...gone.filter(name => !froms.has(name)).map(name => changeOf('removed', name, before)),
  ];
}

/** Where too many names came and went, nobody can tell which of them is which: all are told. */
function isBearable(
  gone: readonly string[],
  come: readonly string[],
  sides: readonly Variables[],
): boolean {
  if (gone.length === 0 || come.length === 0) return false;
  const length = sides.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.length, 0);
  return gone.length * come.length * (length + COST_OF_PAIR) <= MAX_WORK;
}

function changeOf(
  kind: 'added' | 'removed',
  name: string,
  { sections }: Variables,
): VariableChange {
  const within = sections.get(name) ?? [];
  return { kind, name, ...(within.length === 0 ? {} : { within }) };
}

function readVariables(document: PromptDocument): Variables | undefined {
  const isReadable = prepareDocument(document).templates.every(
    ({ problems }) => problems.length === 0,
  );
  if (!isReadable) return undefined;
  const used = listVariables(document);
  const inputs = new Set(listInputs(document).map(({ name }) => name));
  const declared = (document.frontMatter.inputs ?? {}) as Mapping;
  const { body } = document;
  const text = body.type === 'text' ? body.text : printChat(body.messages);
  const names = [...new Set([...used.map(({ name }) => name), ...inputs])].sort(compareText);
  // What is declared is the caller's to give.
  const scoped = used.filter(({ name }) => !inputs.has(name));
  const sections = new Map(scoped.map(variable => [variable.name, variable.sections]));
  return { names, sections, lines: text.split('\n'), declared };
}

interface Rename {
  readonly from: string;
  readonly to: string;
  readonly likeness: number;
}

/** Each name at most once, the surest renames first. */
function findRenames(
  gone: readonly string[],
  come: readonly string[],
  before: Variables,
  after: Variables,
): readonly Rename[] {
  // Of names that are equally likely, the first becomes the first.
  const places = { gone: byFirstUse(gone, before), come: byFirstUse(come, after) };
  const distance = ({ from, to }: Rename) =>
    Math.abs((places.gone.get(from) ?? 0) - (places.come.get(to) ?? 0));
  const [left, right] = [withUses(gone, before), withUses(come, after)];
  const candidates = gone
    .flatMap(from => come.map(to => ({ from, to, likeness: likeness(from, to, left, right) })))
    .filter(candidate => candidate.likeness >= MIN_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || distance(a) - distance(b));
  const [froms, tos] = [new Set<string>(), new Set<string>()];
  return candidates.filter(({ from, to }) => {
    if (froms.has(from) || tos.has(to)) return false;
    froms.add(from);
    tos.add(to);
    return true;
  });
}

/** Variables, and the words of their lines without the names that came or went. */
interface ReadVariables extends Variables {
  readonly readLine: (line: string) => WordBag;
  /** The first lines that use each of those names. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /** How each of those names is declared, as a text to compare. */
  readonly declarations: ReadonlyMap<string, string>;
}

function withUses(names: readonly string[], variables: Variables): ReadVariables {
  const { declared } = variables;
  const declarations = new Map(
    names
      .filter(name => declared[name] !== undefined)
      .map(name => [name, printValueKey(declared[name])]),
  );
  return {
    ...variables,
    readLine: lineReader(names),
    uses: usesOf(names, variables),
    declarations,
  };
}

function lineReader(names: readonly string[]): ReadVariables['readLine'] {
  const pattern = wordPattern(...names);
  const read = new Map<string, WordBag>();
  return line => {
    const bag = read.get(line) ?? readWords(line.replaceAll(pattern, ' '));
    read.set(line, bag);
    return bag;
  };
}

/** Which of the names is used first, second, and so on. */
function byFirstUse(names: readonly string[], { lines }: Variables): ReadonlyMap<string, number> {
  const text = lines.join('\n');
  const places = new Map(names.map(name => [name, text.search(wordPattern(name))]));
  const ordered = [...names].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return new Map(ordered.map((name, place) => [name, place]));
}

/** What a name adds to the likeness that differs in a few letters: `order_id`, `order_ids`. */
const LIKE_NAME = 0.3;

/** How much of the lines that use `from` stands on the right with `to` in its place. */
function likeness(from: string, to: string, before: ReadVariables, after: ReadVariables): number {
  const [old, current] = [before.uses.get(from) ?? [], after.uses.get(to) ?? []];
  if (old.length === 0 || current.length === 0) {
    const isSameDeclaration =
      old.length === current.length &&
      before.declarations.has(from) &&
      before.declarations.get(from) === after.declarations.get(to);
    return isSameDeclaration ? 1 : 0;
  }
  const known = new Set(current);
  const bags = current.map(after.readLine);
  const scores = old.map(line => {
    if (known.has(line.replaceAll(wordPattern(from), () => to))) return 1;
    const bag = before.readLine(line);
    // Lines with nothing but the variable are all alike: that says nothing.
    const best = Math.max(...bags.map(other => (bag.size === 0 ? 0 : similarity(bag, other))));
    return best * 0.9;
  });
  const isLikeName = narrowToCharacters(from, to) !== undefined;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Math.min(1, mean + (isLikeName ? LIKE_NAME : 0));
}

function usesOf(names: readonly string[], { lines }: Variables): ReadVariables['uses'] {
  return new Map(
    names.map(name => {
      const pattern = wordPattern(name);
      return [name, lines.filter(line => line.search(pattern) >= 0).slice(0, MAX_LINES)];
    }),
  );
}

/** The names where they are no part of a longer one. */
function wordPattern(...names: readonly string[]): RegExp {
  const escaped = names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped})(?![\\p{L}\\p{N}_])`, 'gu');
}
