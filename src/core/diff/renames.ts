import { printChat } from '../document/chat';
import type { PromptDocument } from '../document/document';
import { listInputs } from '../document/inputs';
import { prepareDocument } from '../render/preparedDocument';
import { compareText } from '../records/records';
import { listVariables } from '../render/variables';
import { readWords, similarity } from './similarity';
import { printValueKey, type Mapping } from './values';

/** A variable that one side has and the other has not, or has under another name. */
export type VariableChange =
  | { readonly kind: 'added' | 'removed'; readonly name: string }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string };

/** What the variables of a document are, and where they are used. */
interface Variables {
  readonly names: readonly string[];
  readonly lines: readonly string[];
  readonly declared: Mapping;
}

/** The share of the lines with a variable that must read the same with the other name. */
const MIN_LIKENESS = 0.5;
/** The first uses of a name tell as much as all of them. */
const MAX_LINES = 50;

/** Variables that came, went or took another name, sorted. A template that cannot be read has none. */
export function diffVariables(
  left: PromptDocument,
  right: PromptDocument,
): readonly VariableChange[] {
  const [before, after] = [readVariables(left), readVariables(right)];
  if (before === undefined || after === undefined) return [];
  const gone = before.names.filter(name => !after.names.includes(name));
  const come = after.names.filter(name => !before.names.includes(name));
  const renames = findRenames(gone, come, before, after);
  const [froms, tos] = [renames.map(({ from }) => from), renames.map(({ to }) => to)];
  return [
    ...renames.map(({ from, to }) => ({ kind: 'renamed' as const, from, to })),
    ...come.filter(name => !tos.includes(name)).map(name => ({ kind: 'added' as const, name })),
    ...gone.filter(name => !froms.includes(name)).map(name => ({ kind: 'removed' as const, name })),
  ];
}

function readVariables(document: PromptDocument): Variables | undefined {
  const isReadable = prepareDocument(document).templates.every(
    ({ problems }) => problems.length === 0,
  );
  if (!isReadable) return undefined;
  const used = listVariables(document).map(({ name }) => name);
  const inputs = listInputs(document).map(({ name }) => name);
  const declared = (document.frontMatter.inputs ?? {}) as Mapping;
  const { body } = document;
  const text = body.type === 'text' ? body.text : printChat(body.messages);
  const names = [...new Set([...used, ...inputs])].sort(compareText);
  return { names, lines: text.split('\n'), declared };
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
  const candidates = gone
    .flatMap(from => come.map(to => ({ from, to, likeness: likeness(from, to, before, after) })))
    .filter(candidate => candidate.likeness >= MIN_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness);
  const [froms, tos] = [new Set<string>(), new Set<string>()];
  return candidates.filter(({ from, to }) => {
    if (froms.has(from) || tos.has(to)) return false;
    froms.add(from);
    tos.add(to);
    return true;
  });
}

/** How much of the lines that use `from` stands on the right with `to` in its place. */
function likeness(from: string, to: string, before: Variables, after: Variables): number {
  const [old, current] = [linesWith(from, before.lines), linesWith(to, after.lines)];
  if (old.length === 0 || current.length === 0) {
    const isSameDeclaration =
      old.length === current.length &&
      printValueKey(before.declared[from]) === printValueKey(after.declared[to]) &&
      before.declared[from] !== undefined;
    return isSameDeclaration ? 1 : 0;
  }
  const known = new Set(current);
  const bags = current.map(line => readWords(line.replaceAll(to, ' ')));
  const scores = old.map(line => {
    if (known.has(line.replaceAll(wordPattern(from), () => to))) return 1;
    const bag = readWords(line.replaceAll(from, ' '));
    // Lines with nothing but the variable are all alike: that says nothing.
    const best = Math.max(...bags.map(other => (bag.size === 0 ? 0 : similarity(bag, other))));
    return best * 0.9;
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function linesWith(name: string, lines: readonly string[]): readonly string[] {
  const pattern = wordPattern(name);
  return lines.filter(line => line.search(pattern) >= 0).slice(0, MAX_LINES);
}

/** The name where it is no part of a longer one. */
function wordPattern(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu');
}
