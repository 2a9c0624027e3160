import { applyInputs, wrongTypesError, type Values, type WrongType } from '../document/inputs';
import { LedgerError } from '../../base/errors';
import { Budget } from '../../engines/template/budget';
import { requirePlainData } from '../../engines/template/plainData';
import type {
  IncludedTemplate,
  IncludeUse,
  RenderedTemplate,
} from '../../engines/template/template';
import { readHistory } from './history';
import { describeLocation, requireValidTemplates } from './preparedDocument';
import { fillChat } from './renderChat';
import { failureError, stoppedError } from './renderFailure';
import { rootOf } from './variables';
import { compareText } from '../../base/textOrder';
import type { PromptDocument } from '../document/model';
import type { Origin, Position } from '../../engines/template/position';
import type {
  MissingVariable,
  RenderedMessage,
  RenderOptions,
  RenderOutcome,
  SourceLocation,
  PreparedDocument,
} from './model';

/** The documents that take part in one rendering: the one that is rendered, and what it includes. */
export interface Includes {
  /** Stands for the document itself. */
  readonly root: Origin;
  /** What is included at `use` in the document `from`, or in its template `part`. Throws where it is missing. */
  include(use: IncludeUse, from: Origin, part: number): IncludedTemplate;
  /** The place of something met while the template `part` of the document was rendered. */
  locateUse(use: Position & { readonly origin: Origin }, part: number): SourceLocation;
}

/**
 * Fills values into a document: what every rendering comes down to. Throws `missing-variables`,
 * `template-syntax`, `invalid-input`, and what `includes` throws.
 */
export function fillDocument(
  prepared: PreparedDocument,
  values: Values,
  includes: Includes,
  options: FillOptions,
): Omit<RenderOutcome, 'warnings'> {
  requirePlainData(values);
  requireValidTemplates(prepared, includes.root);
  const { values: filled, wrong } = applyInputs(prepared.document, values);
  const histories = historiesIn(prepared, filled);
  const rendered = renderTemplates(prepared, { values: filled, includes, options });
  const missing = missingVariables(rendered, includes, missingHistories(prepared, histories));
  requireTypes(wrong, missing);
  requireNoFailures(rendered, includes, missing);
  const isLenient = options.partial === true || options.missing === 'empty';
  if (missing.length > 0 && !isLenient) throw missingError(missing);
  return { ...outputOf(prepared.document, rendered, histories), missing };
}

type FillOptions = Pick<RenderOptions, 'missing' | 'partial' | 'budget'>;

/** Every template of a document; all of them share one budget. Throws `too-large` with the place. */
function renderTemplates(
  { templates }: PreparedDocument,
  given: { readonly values: Values; readonly includes: Includes; readonly options: FillOptions },
): readonly RenderedTemplate[] {
  const { values, includes, options } = given;
  const budget = options.budget?.part() ?? new Budget();
  const missing = options.partial === true ? 'keep' : 'empty';
  return templates.map((template, part) => {
    const include = (use: IncludeUse, from: Origin): IncludedTemplate =>
      includes.include(use, from, from === includes.root ? part : 0);
    try {
      return template.render({ values, origin: includes.root, missing, budget, include });
    } catch (error) {
      const at = budget.stoppedAt;
      throw stoppedError(error, at === undefined ? undefined : includes.locateUse(at, part));
    }
  });
}

type Histories = ReadonlyMap<string, readonly RenderedMessage[]>;

/** The messages of each history that has a value; `null` stands for none. */
function historiesIn({ histories }: PreparedDocument, values: Values): Histories {
  const found = histories.flatMap(({ name }): [string, readonly RenderedMessage[]][] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? [] : [[name, readHistory(name, value ?? [])]];
  });
  return new Map(found);
}

function outputOf(
  { body }: PromptDocument,
  rendered: readonly RenderedTemplate[],
  histories: Histories,
): Pick<RenderOutcome, 'output' | 'placeholders' | 'histories'> {
  if (body.type === 'chat') {
    const { messages, ...filled } = fillChat(body.messages, { rendered, histories });
    return { output: { type: 'chat', messages }, ...filled };
  }
  const [template] = rendered;
  return {
    output: { type: 'text', text: template?.text ?? '' },
    placeholders: (template?.placeholders ?? []).map(range => ({ ...range, part: 0 })),
    histories: [],
  };
}

interface MissingPlace {
  readonly name: string;
  readonly location: SourceLocation;
}

function missingHistories({ histories }: PreparedDocument, found: Histories): MissingPlace[] {
  return histories
    .filter(({ name }) => !found.has(name))
    .map(({ name, position }) => ({ name, location: position() }));
}

function missingVariables(
  rendered: readonly RenderedTemplate[],
  includes: Includes,
  histories: readonly MissingPlace[],
): readonly MissingVariable[] {
  const places = rendered.flatMap(({ missing }, part) =>
    missing.map((use): MissingPlace => {
      return { name: use.name, location: includes.locateUse(use, part) };
    }),
  );
  const byName = new Map<string, Map<string, SourceLocation>>();
  for (const { name, location } of [...places, ...histories]) {
    const locations = byName.get(name) ?? new Map<string, SourceLocation>();
    // A loop looks the same tag up once per item.
    byName.set(name, locations.set(describeLocation(location), location));
  }
  return [...byName]
    .map(([name, locations]) => ({ name, locations: [...locations.values()] }))
    .sort((left, right) => compareText(left.name, right.name));
}

/** Throws `invalid-input`. A value of the wrong type is none, and missing only for that reason. */
function requireTypes(wrong: readonly WrongType[], missing: readonly MissingVariable[]): void {
  if (wrong.length === 0) return;
  const names = missing.map(({ name }) => name);
  const isGiven = (name: string): boolean => wrong.some(fact => fact.name === rootOf(name));
  throw wrongTypesError(
    wrong,
    names.filter(name => !isGiven(name)),
  );
}

/** Throws `invalid-input` for the values that templates could not take, all at once. */
function requireNoFailures(
  rendered: readonly RenderedTemplate[],
  includes: Includes,
  missing: readonly MissingVariable[],
): void {
  const failed = rendered.flatMap(({ failures = [] }, part) =>
    failures.map(({ message, ...use }) => ({ message, location: includes.locateUse(use, part) })),
  );
  const names = missing.map(({ name }) => name);
  if (failed.length > 0) throw failureError(failed, names);
}

/** The error for names that nobody gave. */
export function missingError(missing: readonly MissingVariable[]): LedgerError {
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, locations }) => {
    const [first] = locations;
    return first === undefined ? name : `${name} (${describeLocation(first)})`;
  });
  return new LedgerError(
    'missing-variables',
    { names, variables: missing },
    `Missing ${names.length === 1 ? 'variable' : 'variables'}: ${list.join(', ')}. Give values for all of them.`,
  );
}
