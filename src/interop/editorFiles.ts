import { documentOf, type Draft } from './draft';
import type { ForeignFile } from './foreignFile';
import { readParts } from './foreignFrontMatter';
import { readingOf } from './literalText';
import { printPieces, type MustachePiece } from './mustachePieces';
import { given, others, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { lost, type Loss } from './loss';

/** What VS Code reads by its name: prompts, agents, instructions. */
const NAMED =
  /(?:\.(?:prompt|agent|chatmode|instructions)\.md|(?:^|[/\\])(?:AGENTS|CLAUDE|GEMINI|copilot-instructions)\.md)$/i;
/** Keys of a document of ours that its files do not have. */
const OWN_KEYS = /^(?:type|format|parameters|inputs|tool_choice|response_format)[ \t]*:/m;
const OPENING = /^---[ \t]*\n/;
const CLOSING = /^---[ \t]*$/m;
/** Patterns that people write without quotes, which YAML reads as an alias. */
const PATTERN = /^(applyTo[ \t]*:[ \t]*)([*!&][^\n"']*)$/m;
const PATTERN_LIST = /^applyTo[ \t]*:[ \t]*\n(?:[ \t]*-[ \t][^\n]*(?:\n|$))+/m;
const PATTERN_ITEM = /^([ \t]*-[ \t]+)([*!&][^\n"']*)$/gm;
const INPUT = /\$\{input:([^{}:\n]+)(?::([^{}\n]*))?\}/g;
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
const OTHER_VARIABLE =
  /\$\{(?:input:|file|selection|selectedText|workspaceFolder|lineNumber|env:|config:|command:)[^{}\n]{0,100}\}/g;
/** What the editor puts into the request, or lets the model call. */
const ATTACHED =
  /(?<![\w#/&])#(?:(?:file|folder|sym|tool):[^\s,;)]+|selection|codebase|changes)\b/g;
const LINK = /\]\((?!https?:|mailto:|#)([^()\s]+)\)/gi;

/**
 * Whether a file is one of those that steer the chat of VS Code:
 * https://code.visualstudio.com/docs/agent-customization/prompt-files.
 */
export function isEditorFile({ file, text }: ForeignFile): boolean {
  if (!NAMED.test(file)) return false;
  const head = OPENING.exec(text)?.[0];
  const [yaml = ''] = head === undefined ? [] : text.slice(head.length).split(CLOSING, 1);
  return !OWN_KEYS.test(yaml);
}

/**
 * A prompt, an agent or instructions for the chat of VS Code. `${input:name:placeholder}` becomes a
 * variable; what the editor alone knows stays text, and is named. Throws `invalid-document` with the line.
 */
export function readEditorFile(file: ForeignFile): readonly Draft[] {
  const { values, body } = readParts(
    { ...file, text: quotedPatterns(file.text) },
    OPENING,
    CLOSING,
  );
  const { name } = values;
  const read = readBody(body.replace(/^\n+/, ''));
  const kept = { ...given({ name: otherName(name) }), ...others(values, ['name']) };
  const document = documentOf(
    { format: read.format, inputs: read.inputs, metadata: given({ vscode: kept }) },
    { type: 'text', text: read.text },
  );
  const said = typeof name === 'string' ? name : undefined;
  return [{ name: said, document, warnings: [...read.warnings, ...unread(read.text)] }];
}

/** The text with quotes around the patterns in its head. */
function quotedPatterns(text: string): string {
  const opening = OPENING.exec(text)?.[0] ?? '';
  const end = opening === '' ? -1 : text.slice(opening.length).search(CLOSING);
  if (end < 0) return text;
  const quoted = (_: string, before: string, pattern: string): string =>
    `${before}${JSON.stringify(pattern.trim())}`;
  const head = text
    .slice(0, opening.length + end)
    .replace(PATTERN, quoted)
    .replace(PATTERN_LIST, list => list.replace(PATTERN_ITEM, quoted));
  return head + text.slice(opening.length + end);
}

interface ReadText {
  readonly text: string;
  readonly format: 'mustache' | 'none';
  readonly inputs: Mapping;
  readonly warnings: readonly Loss[];
}

function readBody(body: string): ReadText {
  const found = [...body.matchAll(INPUT)].map(([, name = '', placeholder = '']) => {
    return { name: name.trim(), description: placeholder.trim() };
  });
  const named = found.filter(({ name }) => VARIABLE.test(name));
  const described = new Map(named.map(({ name }) => [name, '']));
  const warnings: Loss[] = [];
  for (const { name, description } of named) {
    const known = described.get(name);
    if (known === '') described.set(name, description);
    else if (description !== '' && description !== known) {
      warnings.push(
        lost(`\${input:${name}}`, `"${name}" is described twice; left out: ${description}.`),
      );
    }
  }
  const { format, warnings: braces } = readingOf([body]);
  const isMixed = named.length > 0 && format === 'none';
  const text = named.length > 0 ? printPieces(piecesOf(body, !isMixed)) : body;
  const inputs = [...described].map(([name, description]) => {
    return [name, { type: 'string', ...given({ description }) }] as const;
  });
  return {
    text,
    format: isMixed || format !== 'none' ? 'mustache' : 'none',
    inputs: Object.fromEntries(inputs),
    warnings: [
      ...warnings,
      ...(isMixed ? [lost('format', '"{{" stands in the text and stays text.')] : braces),
    ],
  };
}

/** @param isTemplate whether braces of the body itself are tags, not text */
function piecesOf(body: string, isTemplate: boolean): readonly MustachePiece[] {
  const pieces: MustachePiece[] = [];
  let done = 0;
  for (const { index, 0: written, 1: name = '' } of body.matchAll(INPUT)) {
    if (!VARIABLE.test(name.trim())) continue;
    const before = body.slice(done, index);
    // Braces right before a variable belong to no tag.
    const tags = isTemplate ? before.replace(/(?<!\{)\{+$/, '') : '';
    pieces.push({ tag: tags }, { text: before.slice(tags.length) }, { variable: name.trim() });
    done = index + written.length;
  }
  const rest = body.slice(done);
  return [...pieces, isTemplate ? { tag: rest } : { text: rest }];
}

/** What the editor would have put in place of its words. */
function unread(text: string): readonly Loss[] {
  const lists: readonly (readonly [sentence: string, found: Iterable<string>])[] = [
    ['Variables of an editor are text here', text.match(OTHER_VARIABLE) ?? []],
    ['What an editor attaches is text here', text.match(ATTACHED) ?? []],
    [
      'Files that it links to are not read here, and an editor reads them',
      [...text.matchAll(LINK)].map(match => match[1] ?? ''),
    ],
  ];
  return lists.flatMap(([sentence, found]) => {
    const all = [...new Set(found)];
    return all.length === 0 ? [] : [lost('body', `${sentence}: ${all.join(', ')}.`)];
  });
}
