import { countOf } from '../../base/countOf';
import { printShort, tellSchemaChange } from './schemaWording';
import type { MessagePlace, PromptChange } from '../structure/model';

/** One change in a few words: `temperature 0.7 → 0.2`, ``variable `tone` added``. */
export function tellChange(change: PromptChange): string {
  switch (change.part) {
    case 'message':
      return tellMessage(change);
    case 'text':
      return tellText(change);
    case 'variable':
      return tellVariable(change);
    case 'input':
    case 'tool':
      return tellNamed(change);
    case 'responseFormat':
      return `response format ${tellDetails(change)}`;
    case 'setting':
      return tellSetting(change);
  }
}

function tellVariable(change: PromptChange & { part: 'variable' }): string {
  if (change.kind === 'renamed') return `variable \`${change.from}\` renamed \`${change.name}\``;
  const within = change.within?.map(section => `\`${section}\``).join(' and ');
  const where = within === undefined ? '' : ` in ${within}`;
  return `variable \`${change.name}\` ${change.kind}${where}`;
}

/** `3 lines added, 1 line removed`. */
export function tellLines(added: number, removed: number): string {
  return [
    ...(added > 0 ? [`${countOf(added, 'line')} added`] : []),
    ...(removed > 0 ? [`${countOf(removed, 'line')} removed`] : []),
  ].join(', ');
}

function tellNamed(change: PromptChange & { part: 'input' | 'tool' }): string {
  const { part, kind, name } = change;
  if (kind === 'moved') return `${part}s reordered`;
  if (kind === 'renamed') return `${part} \`${change.from}\` renamed \`${name}\``;
  return `${part} \`${name}\` ${tellDetails(change)}`;
}

function tellText({ kind, added, removed, moved = 0 }: PromptChange & { part: 'text' }): string {
  const lines = kind === 'moved' ? '' : tellLines(added, removed);
  const paragraphs = moved === 0 ? '' : `${countOf(moved, 'paragraph')} moved`;
  return [lines, paragraphs].filter(text => text !== '').join(', ');
}

function tellMessage(change: PromptChange & { part: 'message' }): string {
  const { kind, left, right } = change;
  const lines = tellLines(change.added, change.removed);
  const name = nameOf(right ?? left);
  switch (kind) {
    case 'added':
    case 'removed':
      return `${name} ${kind}`;
    case 'changed':
      return `${name} changed${tellRoles(change)}: ${lines}`;
    case 'moved': {
      const moved = `${name} moved from ${left?.number ?? 0}${tellRoles(change)}`;
      return lines === '' ? moved : `${moved} and changed: ${lines}`;
    }
  }
}

function nameOf(place: MessagePlace | undefined): string {
  return place === undefined ? 'message' : `message ${place.number} (${place.role})`;
}

function tellRoles({ left, right }: PromptChange & { part: 'message' }): string {
  if (left === undefined || right === undefined || left.role === right.role) return '';
  return `, ${left.role} → ${right.role}`;
}

function tellDetails(change: PromptChange & { part: 'input' | 'tool' | 'responseFormat' }): string {
  const { kind, details } = change;
  const [only] = details;
  if (kind !== 'changed' || only === undefined || details.length > 1) return kind;
  const told = tellSchemaChange(only);
  // "input `a` made required", but "tool `a` changed: `number` made required".
  return only.path === '' ? told : `changed: ${told}`;
}

/** What holds where a document says nothing. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['type', 'text'],
  ['format', 'mustache'],
]);

/** A list between brackets: two of them stand side by side. */
function printSetting(value: unknown): string | undefined {
  const printed = printShort(value);
  return Array.isArray(value) && printed !== undefined ? `[${printed}]` : printed;
}

function tellPair(name: string, left: unknown, right: unknown): string {
  const [before, after] = [left, right].map(printSetting);
  const isShort = before !== undefined && after !== undefined;
  return isShort ? `${name} ${before} → ${after}` : `${name} changed`;
}

function tellSetting({ path, kind, left, right }: PromptChange & { part: 'setting' }): string {
  // `temperature`, not `parameters.temperature`: everybody knows what it is.
  const name = path.replace(/^parameters\./, '');
  if (kind === 'moved') return `${name} moved`;
  const otherwise = DEFAULTS.get(path);
  const isOther = otherwise !== undefined && (left ?? right) !== otherwise;
  if (kind === 'changed' || isOther) return tellPair(name, left ?? otherwise, right ?? otherwise);
  const value = printSetting(kind === 'added' ? right : left);
  return `${name} ${value === undefined ? '' : `${value} `}${kind}`;
}

/** The changes without what a person knows by then: an input that came or went with its variable. */
export function withoutEchoes(changes: readonly PromptChange[]): readonly PromptChange[] {
  const told = new Set(
    changes.flatMap(change => {
      if (change.part !== 'variable') return [];
      return change.kind === 'renamed'
        ? [`added ${change.name}`, `removed ${change.from}`]
        : [`${change.kind} ${change.name}`];
    }),
  );
  return changes.filter(
    change => change.part !== 'input' || !told.has(`${change.kind} ${change.name}`),
  );
}
