import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { isMapping } from '../../prompt/providers/request';
import type { CheckRun, Verdict } from './model';
import { decided, requireMeasurable, unmeasured } from './verdict';
import { elementsIn } from './xmlElements';

/** `is-xml`: the whole text is well-formed, and has the elements that the value names: `"order.id, total"`. */
export function isXml(run: CheckRun): Verdict {
  requireMeasurable(run);
  const wanted = wantedElements(run);
  const fault = faultIn(run.text);
  if (fault !== undefined) return decided(run, false, `be XML: ${fault.replace(/\.$/, '')}`);
  const missing = missingIn(run.text, wanted);
  return decided(run, missing.length === 0, `be XML ${withElements(wanted, missing)}`);
}

/** `contains-xml`: such an element, or several beside each other, stand in the text. */
export function containsXml(run: CheckRun): Verdict {
  requireMeasurable(run);
  const wanted = wantedElements(run);
  const holds = elementsIn(run.text).some(text => missingIn(text, wanted).length === 0);
  return decided(run, holds, `contain XML ${withElements(wanted, wanted)}`);
}

function withElements(wanted: readonly string[], missing: readonly string[]): string {
  if (wanted.length === 0) return 'of any kind';
  const named = missing.length === 0 ? wanted : missing;
  return `with ${named.map(path => `"${path}"`).join(', ')}`;
}

function wantedElements(run: CheckRun): readonly string[] {
  const { value } = run;
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return value.split(',').map(path => path.trim());
  const list = isMapping(value) ? value.requiredElements : value;
  if (Array.isArray(list)) return list.map(path => String(path));
  if (isMapping(value) && Object.keys(value).length === 0) return [];
  const message = `The check "${run.check.type}" names elements as its "value": "order.id, total".`;
  throw unmeasured(run, message);
}

/** What is not well-formed. No part of a document type is read: it could stand for anything. */
function faultIn(text: string): string | undefined {
  let fault: string | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  parser.on('doctype', type => {
    if (!PLAIN_DOCTYPE.test(type)) fault ??= 'a document type with declarations of its own';
  });
  parser.write(text).close();
  return fault;
}

/** A name, and where the type is found: `html`, `note SYSTEM "note.dtd"`, `html PUBLIC "…" "…"`. */
const PLAIN_DOCTYPE =
  /^\s+[\p{L}_:][\p{L}\p{N}_:.-]*(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"[^"#]*"|'[^'#]*'))?\s*$/u;

/** The paths that lead to nothing, or all where the text is no XML. */
function missingIn(text: string, wanted: readonly string[]): readonly string[] {
  const parser = new XMLParser({
    allowBooleanAttributes: true,
    ignoreAttributes: false,
    parseAttributeValue: true,
    parseTagValue: true,
  });
  try {
    const read: unknown = parser.parse(text);
    return wanted.filter(path => !hasPath(read, path.split('.')));
  } catch (error) {
    // The parser throws plain errors for what it does not read.
    if (error instanceof Error) return wanted.length === 0 ? [''] : wanted;
    throw error;
  }
}

function hasPath(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
  return hasPath((value as Readonly<Record<string, unknown>>)[name], rest);
}
