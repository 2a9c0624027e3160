import { conflictStart, markersAsText } from '../core/prompt/document/conflictMarkers';
import { parseDocument, requireDocument } from '../core/prompt/document/document';
import { normalizeSource } from '../core/prompt/document/documentSource';
import { splitFrontMatter } from '../core/prompt/document/frontMatter';
import { templatesOf } from '../core/prompt/render/renderChat';
import { LedgerError } from '../core/base/errors';
import type { Draft, Reading } from './draft';
import { versionFacts } from './versionFacts';
import { refusal, type ForeignFile } from './foreignFile';
import { isHumanloop } from './humanloop';
import { versionsTaken } from './newestOf';
import { isMapping, type Mapping } from './plainValues';
import { peekJson, readJson } from './readData';
import type { PromptDocument } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** A document of our own is taken as it is, comments in its front matter included. */
export interface OwnDraft extends Draft {
  readonly source: string;
}

export function isOwnDocument(file: ForeignFile): boolean {
  return /\.(?:prompt|txt|md)$/i.test(file.file) && !isHumanloop(file);
}

/** A prompt document, verbatim but for markers of conflicts that are text. */
export function readOwnDocument(file: ForeignFile): readonly OwnDraft[] {
  const { source, warnings } = readShownMarkers(file);
  const document = ownDocument(file, {}, source);
  return [{ document, source, warnings: [...warnings, ...doubtsOf(source, document)] }];
}

/** Front matter that begins without a line `---`, as older files of Continue have it. */
const HEADLESS =
  /^(?=(?:name|description|version|model|temperature|maxTokens|mode|tools)[ \t]*:)(?:[\w-]+:[^\n]*\n)+---[ \t]*\n/;
const EDITOR_VARIABLE =
  /\$\{(?:input:[^{}]{1,100}|(?:file|selection|selectedText|workspaceFolder)\w{0,50})\}/g;

/** What an editor would say of a text that others may have written for something else. */
function doubtsOf(source: string, { frontMatter, body }: PromptDocument): readonly Loss[] {
  const { problems } = parseDocument(source);
  const tools = Array.isArray(frontMatter.tools) ? (frontMatter.tools as readonly unknown[]) : [];
  const named = tools.filter(tool => typeof tool === 'string');
  const variables = new Set(templatesOf(body).flatMap(text => text.match(EDITOR_VARIABLE) ?? []));
  return [
    ...problems
      .filter(({ severity }) => severity === 'warning')
      .map(({ line, message }) => lost(`line ${line}`, `Line ${line}: ${message}`)),
    ...(named.length === 0
      ? []
      : [
          lost(
            'tools',
            `"tools" names ${named.join(', ')}: a request needs what they are. Define them, or remove it.`,
          ),
        ]),
    ...(HEADLESS.test(source)
      ? [
          lost(
            'body',
            'What stands above "---" is part of the text: front matter has such a line above it, too.',
          ),
        ]
      : []),
    ...(variables.size === 0
      ? []
      : [lost('body', `Variables of an editor are text here: ${[...variables].join(', ')}.`)]),
  ];
}

/** A block as an agent is told to write it; git's own labels are names of branches, commits, sides. */
const SHOWN_BLOCK = /^<{7} (?!HEAD$)[A-Z]+$/m;

/**
 * A text may show the markers of a conflict. In a document git may have left them, so that a person
 * chooses a side, unless they are those of a block to search and replace.
 */
function readShownMarkers({ file, text }: ForeignFile): { source: string; warnings: Loss[] } {
  const start = conflictStart(text);
  const isDocument = /\.prompt$/i.test(file) && !SHOWN_BLOCK.test(text);
  if (start === undefined || isDocument) return { source: text, warnings: [] };
  const { body } = splitFrontMatter(text);
  const line = text.slice(0, start).split('\n').length;
  const warning = `From line ${line}, markers of a conflict are taken for text, with a backslash before each. Where git left them, choose one side.`;
  return {
    source: text.slice(0, text.length - body.length) + markersAsText(body.split('\n')).join('\n'),
    warnings: [lost(`line ${line}`, warning)],
  };
}

export function isOwnJson({ text }: ForeignFile): boolean {
  return listOf(peekJson(text)).some(isVersion);
}

/**
 * What `export --format json`, `show --json` and `log --source --json` print: versions with their
 * documents. Of several versions of one prompt the newest is taken.
 */
export function readOwnJson(file: ForeignFile, { versions }: Reading = {}): readonly OwnDraft[] {
  const items = listOf(readJson(file)).map((item, index) => {
    if (isVersion(item)) {
      const labels = Array.isArray(item.tags) ? item.tags.map(String) : [];
      return { item, index, name: item.prompt, number: item.number, labels };
    }
    const path = `[${index}]`;
    throw refusal(file, { path }, 'This is no version with its document: "source" is missing.');
  });
  return versionsTaken(items, { all: versions }).map(({ item, index, number, labels, older }) => ({
    name: item.prompt,
    document: ownDocument(file, { path: `[${index}].source` }, item.source),
    source: normalizeSource(item.source),
    warnings: older,
    ...(versions === true ? { version: versionFacts({ ...item, number, labels }) } : {}),
  }));
}

interface ExportedItem extends Mapping {
  readonly prompt: string;
  readonly number: number;
  readonly source: string;
}

function isVersion(item: unknown): item is ExportedItem {
  return (
    isMapping(item) &&
    typeof item.prompt === 'string' &&
    typeof item.source === 'string' &&
    typeof item.number === 'number'
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function ownDocument(file: ForeignFile, place: { path?: string }, source: string): PromptDocument {
  try {
    return requireDocument(source);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'invalid-document') throw error;
    const problems = error.data.problems as readonly { line: number; message: string }[];
    const [first] = problems;
    const at = place.path === undefined ? { line: first?.line ?? 1 } : place;
    throw refusal(file, at, first?.message ?? error.message);
  }
}
