/** How variables are written in a template. */
export type TemplateFormat = 'mustache' | 'f-string' | 'jinja2' | 'none';

export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;

export type Role = (typeof ROLES)[number];

export interface Message {
  readonly role: Role;
  /**
   * The template of the message, without blank lines at its ends; its parts where it has images or
   * files.
   */
  readonly content: string | readonly MessagePart[];
  /** What an assistant asks tools for. Never empty. */
  readonly calls?: readonly ToolCall[];
  /** The id of the call that a tool message answers. */
  readonly result?: string;
}

export type MessagePart = TextPart | MediaPart;

export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** An image or another file, by reference. */
export interface MediaPart {
  readonly type: 'image' | 'file';
  /** A URL, a path, an id: whatever the one who calls the model understands. */
  readonly url: string;
  readonly mediaType?: string;
  /** How closely a model looks at an image: `low`, `high`. */
  readonly detail?: string;
  /** What a file is called. */
  readonly name?: string;
}

export interface ToolCall {
  readonly id: string;
  /** The tool that is called. */
  readonly name: string;
  /** A JSON object, as written. Its strings are templates, its keys are not. */
  readonly arguments: string;
}

/** The messages of a conversation so far go here. */
export interface HistoryEntry {
  readonly role: 'history';
  /** The variable that holds them. */
  readonly name: string;
}

export type ChatEntry = Message | HistoryEntry;

/** The body of a prompt: one template, or messages whose texts are templates of their own. */
export type Body =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'chat'; readonly messages: readonly ChatEntry[] };

/** What a working document says, once it is known to be well formed. */
export interface PromptDocument {
  readonly format: TemplateFormat;
  /** The front matter by value, unknown keys included; `type` and `format` among them when written. */
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: Body;
}

/** Something wrong or doubtful in a document, at a place that counts from 1. */
export interface DocumentProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Where the parts of a document stand in its source; lines count from 1. */
export interface DocumentLayout {
  /** From the opening `---` to the closing one. */
  readonly frontMatter?: LineRange;
  /** The first line of the body. */
  readonly bodyLine: number;
  /** One per message of a chat; empty for a text. */
  readonly messages: readonly MessageLines[];
  /** One per template of the body, in the order of `templatesOf`. */
  readonly templates: readonly TemplatePlace[];
}

/** Where a template begins; its lines follow one another from there. */
export interface TemplatePlace {
  readonly line: number;
  /** Of its first line; the others begin at 1. */
  readonly column: number;
  /** The lines of the document that begin with a backslash which is no part of the template. */
  readonly escapedLines?: ReadonlySet<number>;
  /** The template is written as a JSON string: all of it stands on `line`. */
  readonly isJson?: boolean;
}

/** What could be read of a source. Without `document`, at least one problem is an error. */
export interface ParsedDocument {
  readonly document?: PromptDocument;
  readonly problems: readonly DocumentProblem[];
  readonly layout: DocumentLayout;
}

/** Where a message stands in the document; lines count from 1. */
export interface MessageLines {
  /** The role line, or the line that a history is. */
  readonly line: number;
  /** The first line of the content; the role line when there is none. */
  readonly contentLine: number;
  /** The last line of the content, blank lines after it left out. */
  readonly endLine: number;
  /** Of a history: where its name begins. */
  readonly nameColumn?: number;
}

export const INPUT_TYPES = [
  'string',
  'number',
  'integer',
  'boolean',
  'array',
  'object',
  'any',
] as const;

/** What a value may be; `number` takes whole numbers too, `any` takes everything. */
export type InputType = (typeof INPUT_TYPES)[number];

/** What the front matter says of one variable. */
export interface InputDeclaration {
  readonly name: string;
  readonly type: InputType;
  /** `false` only where it is written: such an input is null when nobody gives it. */
  readonly required: boolean;
  readonly default?: unknown;
  readonly description?: string;
}

/** Lines of the document, counted from 1, both ends among them. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}
