import { LineProblem } from './foreignFile';
import { contentOf, saysSomething } from './draft';
import { isMustache, printMustache } from './handlebars/mustache';
import { printJinja } from './handlebars/jinja';
import { NOTHING_KNOWN, type KnownInputs } from './handlebars/jinjaValues';
import {
  type CallNode,
  type ExpressionNode,
  type HandlebarsNode,
  type TagNode,
} from './handlebars/nodes';
import { parseHandlebars } from './handlebars/parse';
import { slugPath } from './promptName';
import type {
  Body,
  ChatEntry,
  MessagePart,
  Role,
  TemplateFormat,
} from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system',
  user: 'user',
  model: 'assistant',
  assistant: 'assistant',
  tool: 'tool',
};
const STRUCTURE = ['role', 'history', 'media', 'section'];

/** A message before it is known in which format its texts are written. */
interface RawMessage {
  readonly role: Role;
  readonly parts: RawPart[];
}

type RawPart = HandlebarsNode[] | RawMedia;

interface RawMedia {
  readonly url: ExpressionNode;
  readonly contentType: ExpressionNode | undefined;
  readonly line: number;
}

type RawEntry = RawMessage | 'history';

/** What reading a body needs besides it. */
export interface BodyReading {
  /** A list that warnings are put into. */
  readonly warnings: Loss[];
  /** It becomes Jinja, whether or not it has blocks itself. */
  readonly withBlocks: boolean;
  /** What is known of the inputs. */
  readonly known?: KnownInputs;
}

export interface ReadBody {
  readonly body: Body;
  readonly format: TemplateFormat;
}

/**
 * The body of a Dotprompt: a text where it marks no message, else a chat. It is Mustache where that
 * says the same, and Jinja where it has blocks. Throws `LineProblem`.
 */
export function bodyOf(
  template: string,
  { warnings, withBlocks, known = NOTHING_KNOWN }: BodyReading,
): ReadBody {
  const nodes = withoutJson(parseHandlebars(template), warnings);
  nodes.forEach(node => {
    if (node.type === 'block') checkInside([...node.body, ...node.otherwise]);
    if (node.type === 'partial') requirePlainPartial(node.call, node.line);
  });
  const isText = !nodes.some(node => node.type === 'tag' && STRUCTURE.includes(node.call.name));
  const entries: readonly RawEntry[] = isText
    ? [{ role: 'user', parts: [[...nodes]] }]
    : entriesOf(nodes, warnings);
  const templates = entries.flatMap(entry =>
    entry === 'history'
      ? []
      : entry.parts.map(part => (Array.isArray(part) ? part : [urlNode(part)])),
  );
  const format = !withBlocks && templates.every(isMustache) ? 'mustache' : 'jinja2';
  const print = (list: readonly HandlebarsNode[]): string =>
    format === 'mustache' ? printMustache(list) : printJinja(list, known);
  if (isText) return { body: { type: 'text', text: print(nodes) }, format };
  const messages = entries
    .map((entry): ChatEntry =>
      entry === 'history'
        ? { role: 'history', name: 'history' }
        : {
            role: entry.role,
            content: contentOf(entry.parts.map(part => partOf(part, print, warnings))),
          },
    )
    .filter(saysSomething);
  return { body: { type: 'chat', messages }, format };
}

function entriesOf(nodes: readonly HandlebarsNode[], warnings: Loss[]): readonly RawEntry[] {
  const entries: RawEntry[] = [{ role: 'user', parts: [] }];
  for (const node of nodes) {
    const name = node.type === 'tag' ? node.call.name : '';
    if (node.type !== 'tag' || !STRUCTURE.includes(name)) addText(entries, node);
    else if (name === 'role') entries.push({ role: roleOf(node, warnings), parts: [] });
    // The original goes on as the model behind a history.
    else if (name === 'history') {
      noteOptions(node, [], warnings);
      entries.push('history', { role: 'assistant', parts: [] });
    } else if (name === 'media') current(entries).parts.push(mediaOf(node, warnings));
    else throw new LineProblem(node.line, '"{{section}}" has no counterpart.');
  }
  return entries;
}

function addText(entries: readonly RawEntry[], node: HandlebarsNode): void {
  const { parts } = current(entries);
  const last = parts.at(-1);
  if (Array.isArray(last)) last.push(node);
  else parts.push([node]);
}

/** The last entry: a message follows every history. */
function current(entries: readonly RawEntry[]): RawMessage {
  const last = entries.at(-1);
  if (last === undefined || last === 'history') throw new Error('A message follows a history.');
  return last;
}

/** What a helper is told besides what is read. */
function noteOptions({ call, line }: TagNode, known: readonly string[], warnings: Loss[]): void {
  const extra = Object.keys(call.hash).filter(key => !known.includes(key));
  if (extra.length === 0) return;
  const message = `What "{{${call.name}}}" says besides is left out: ${extra.join(', ')}.`;
  warnings.push(lost(`line ${line}`, message));
}

function roleOf(node: TagNode, warnings: Loss[]): Role {
  const { call, line } = node;
  const [value] = call.parameters;
  const role = value?.type === 'literal' ? ROLES[String(value.value)] : undefined;
  if (role === undefined || call.parameters.length !== 1) {
    const message = 'A role is one of "system", "user", "model" and "tool", in quotation marks.';
    throw new LineProblem(line, message);
  }
  noteOptions(node, [], warnings);
  return role;
}

function mediaOf(node: TagNode, warnings: Loss[]): RawMedia {
  const { call, line } = node;
  noteOptions(node, ['url', 'contentType'], warnings);
  const { url, contentType } = call.hash;
  if (url === undefined) throw new LineProblem(line, '"{{media}}" needs "url=".');
  return { url, contentType, line };
}

function urlNode({ url, line }: RawMedia): HandlebarsNode {
  if (url.type === 'literal') return { type: 'text', text: String(url.value) };
  const call = { name: url.written, head: url, parameters: [], hash: {}, names: [] };
  return { type: 'tag', call, line };
}

function partOf(
  part: RawPart,
  print: (nodes: readonly HandlebarsNode[]) => string,
  warnings: Loss[],
): MessagePart {
  if (Array.isArray(part)) return { type: 'text', text: print(part) };
  const { contentType } = part;
  const type = contentType?.type === 'literal' ? String(contentType.value) : undefined;
  if (contentType !== undefined && type === undefined) {
    warnings.push(
      lost(`line ${part.line}`, 'The type of a medium is a variable there, and is left out.'),
    );
  }
  return {
    type: type === undefined || type.startsWith('image/') ? 'image' : 'file',
    url: print([urlNode(part)]),
    ...(type === undefined ? {} : { mediaType: type }),
  };
}

function checkInside(nodes: readonly HandlebarsNode[]): void {
  for (const node of nodes) {
    if (node.type === 'block') checkInside([...node.body, ...node.otherwise]);
    if (node.type === 'partial') requirePlainPartial(node.call, node.line);
    if (node.type !== 'tag' || !STRUCTURE.includes(node.call.name)) continue;
    const message = `"{{${node.call.name}}}" stands in a block: messages and media are known before anything is filled in.`;
    throw new LineProblem(node.line, message);
  }
}

function requirePlainPartial({ name, parameters, hash }: CallNode, line: number): void {
  if (parameters.length > 0 || Object.keys(hash).length > 0) {
    throw new LineProblem(line, `"{{> ${name}}}" gives values along, which has no counterpart.`);
  }
  if (slugPath(name) !== undefined) return;
  throw new LineProblem(
    line,
    `"{{> ${name}}}" includes a prompt of whose name none can be made here. Rename it.`,
  );
}

/** `{{json value}}` prints as values print here, but for the quotation marks of a text. */
function withoutJson(
  nodes: readonly HandlebarsNode[],
  warnings: Loss[],
): readonly HandlebarsNode[] {
  return nodes.map(node => {
    if (node.type === 'block') {
      const [body, otherwise] = [
        withoutJson(node.body, warnings),
        withoutJson(node.otherwise, warnings),
      ];
      return { ...node, body, otherwise };
    }
    const [value] = node.type === 'tag' ? node.call.parameters : [];
    if (node.type !== 'tag' || node.call.name !== 'json' || value?.type !== 'path') return node;
    warnings.push(
      lost(
        `line ${node.line}`,
        `"{{json ${value.written}}}" is the value alone: lists and objects print as compact JSON, texts without quotation marks.`,
      ),
    );
    noteOptions(node, [], warnings);
    const call = { ...node.call, name: value.written, head: value, parameters: [], hash: {} };
    return { ...node, call };
  });
}
