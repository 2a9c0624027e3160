import type { DiffSideChoice, DiffSide } from '../../protocol/diff';
import type { RenderedText } from '../../core/prompt/render/renderedText';
import * as vscode from 'vscode';

/** What the panel needs of the rest of the extension. */
export interface DiffHost {
  /** Everything that can be compared: the working document, tags, versions (newest first). */
  readonly sides: (prompt: string) => Promise<readonly DiffSideChoice[]>;
  /** The text of a side, now. Rejects with a `LedgerError` when there is none. */
  readonly source: (prompt: string, side: DiffSide) => Promise<string>;
  /** The names of a prompt's samples, sorted. */
  readonly samples: (prompt: string) => Promise<readonly string[]>;
  /** What a side makes of a sample, now. Rejects when the side or the sample cannot be read. */
  readonly rendered: (prompt: string, side: DiffSide, sample: string) => Promise<RenderedText>;
  /** The working document as a patch names it. */
  readonly file: (prompt: string) => Promise<string>;
  readonly onDidChange: vscode.Event<DiffChange>;
  readonly openNative: (prompt: string, left: DiffSide, right: DiffSide) => Promise<void>;
}

/** The registry or a working document changed, `prompts` names whose; or a sample did. */
export interface DiffChange {
  readonly prompts: Iterable<string>;
  readonly samples?: boolean;
}

/** What a panel compares. */
export interface DiffInput {
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
  /** With it, what both sides make of it is compared, and not the documents. */
  readonly sample: string | null;
}
