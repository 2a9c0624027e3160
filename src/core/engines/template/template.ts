import type { Budget } from './budget';
import type { Position, Origin } from './position';

/** Why a template cannot be read, at a place in it. */
export interface TemplateProblem extends Position {
  readonly message: string;
}

/**
 * How a name is used: printed itself, through its parts (`name.part`), as a condition or section,
 * gone through item by item, or for messages that are put into a chat.
 */
export type VariableKind = 'value' | 'path' | 'section' | 'list' | 'history';

/** One place where a template looks something up. */
export interface VariableUse extends Position {
  /** The whole name as written: `customer.name`. */
  readonly name: string;
  readonly kind: VariableKind;
  /** The sections around it whose items may hold the name instead of the caller, outermost first. */
  readonly scopes: readonly string[];
}

/** One place where a template includes another prompt. */
export interface IncludeUse extends Position {
  /** As written: `shared/tone@production`. */
  readonly reference: string;
}

/** A name where a template writes it: what an editor colours, explains and renames. */
export interface TemplateMark extends Position {
  readonly kind: 'value' | 'section' | 'list' | 'inverted' | 'close' | 'include';
  /** As written: `customer.name`, `shared/tone@production`. */
  readonly name: string;
  /** The sections around it whose items may hold the name instead of the caller, outermost first. */
  readonly scopes: readonly string[];
}

/** A template that has been read once, to be rendered many times. */
export interface Template {
  /** What is wrong with it. Only a template without problems can be rendered. */
  readonly problems: readonly TemplateProblem[];
  readonly variables: readonly VariableUse[];
  readonly includes: readonly IncludeUse[];
  render(request: RenderRequest): RenderedTemplate;
}

/** A template that another one includes, and where it came from. */
export interface IncludedTemplate {
  readonly template: Template;
  readonly origin: Origin;
}

export interface RenderRequest {
  /** Data as JSON can say it. Only own properties are ever looked up. */
  readonly values: unknown;
  readonly origin: Origin;
  /** What stands for a name that nobody gave: its tag, or nothing. */
  readonly missing: 'keep' | 'empty';
  /** What the whole rendering may do, of which this template is a part; alone, it has one of its own. */
  readonly budget?: Budget;
  /** Finds an included template, or throws; `undefined` prints nothing. */
  include(use: IncludeUse, from: Origin): IncludedTemplate | undefined;
}

/** A name that was looked up to be printed and that nobody gave. */
export interface MissingUse extends Position {
  readonly name: string;
  readonly origin: Origin;
}

/** A tag that was left in place, as a range of the rendered text. */
export interface Placeholder {
  readonly name: string;
  readonly start: number;
  readonly endExclusive: number;
}

/** A tag whose value does not go with what the template does to it. */
export interface FailedUse extends Position {
  /** A sentence for a person. */
  readonly message: string;
  readonly origin: Origin;
}

export interface RenderedTemplate {
  readonly text: string;
  readonly missing: readonly MissingUse[];
  readonly placeholders: readonly Placeholder[];
  /** With one of them, `text` is no rendering. */
  readonly failures?: readonly FailedUse[];
}

/** One way of writing variables. Formats differ in nothing but this. */
export interface TemplateEngine {
  parse(template: string): Template;
  /** Finds the names also where the template has problems; without it, uses say where to look. */
  marks?(template: string): readonly TemplateMark[];
}
