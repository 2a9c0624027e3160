import { isMapping, type Mapping } from '../plainValues';

/** What the schema of the input says, as far as it decides what a template prints. */
export interface KnownInputs {
  /** Inputs as front matter declares them. */
  readonly inputs: Mapping;
  /** Names of fields inside of inputs that may be left out. */
  readonly optionalFields: ReadonlySet<string>;
}

/** Nothing is known of any value. */
export const NOTHING_KNOWN: KnownInputs = { inputs: {}, optionalFields: new Set() };

/** A value as Jinja looks it up, and what is known of it. */
export interface JinjaValue {
  readonly text: string;
  /** The type that its input declares. */
  readonly type: string | undefined;
  /** Handlebars prints nothing for a value that nobody gave, and Jinja says "None". */
  readonly mayBeNull: boolean;
  /** Whether the template looks into it: then it may be an object, which is never empty there. */
  readonly mayBeObject: boolean;
}

/** What is known of an input by its name. */
export function knownOf(
  { inputs }: Pick<KnownInputs, 'inputs'>,
  name: string,
): Pick<JinjaValue, 'type' | 'mayBeNull'> {
  const declared = inputs[name];
  if (!isMapping(declared)) return { type: undefined, mayBeNull: false };
  const { type, required, default: standard } = declared;
  return {
    type: typeof type === 'string' && type !== 'any' ? type : undefined,
    mayBeNull: required === false && (standard === undefined || standard === null),
  };
}

/** The value as a tag prints it. */
export function printed({ text, mayBeNull }: JinjaValue, of = text): string {
  return mayBeNull ? `${text} if ${isGiven(of)} else ""` : text;
}

/** Whether there is a value. A name by itself is always there, a part of another may be missing. */
function isGiven(text: string): string {
  return /[.[]/.test(text) ? `${text} is defined and ${text} is not none` : `${text} is not none`;
}

/** The value as a condition: an object is true in Handlebars, empty or not. */
export function condition({ text, type, mayBeObject }: JinjaValue): string {
  if (type === 'object') return `${text} is mapping`;
  return type === undefined && mayBeObject ? `(${text} is mapping or ${text})` : text;
}

/** What a loop goes through: of an object Jinja takes the keys, Handlebars the values. */
export function items({ text, type, mayBeNull }: JinjaValue): string {
  const list = mayBeNull ? `${text} or []` : text;
  if (type === 'array') return mayBeNull ? `(${list})` : text;
  if (type === 'object' && !mayBeNull) return `${text}.values()`;
  return `(${text}.values() if ${text} is mapping else ${list})`;
}

/** What Handlebars calls the key of an item: of a list its index. Read inside of the loop. */
export function key({ text, type }: JinjaValue): string {
  const index = 'loop.index0';
  if (type === 'array') return index;
  const name = `(${text} | list)[${index}]`;
  return type === 'object' ? name : `(${name} if ${text} is mapping else ${index})`;
}

/** `list.length`: of an object a field of that name. */
export function length({ text, type, mayBeNull }: JinjaValue): string {
  if ((type === 'array' || type === 'string') && !mayBeNull) return `${text} | length`;
  const count = `${text} | default("", true) | length`;
  if (type === 'array' || type === 'string') return `(${count})`;
  return `(${text}.get("length", "") if ${text} is mapping else ${count})`;
}
