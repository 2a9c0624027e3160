import type { SchemaChange } from './schemas';

/** One message of a side. */
export interface MessagePlace {
  /** Counted from 1, histories among them. */
  readonly number: number;
  readonly role: string;
  /** Where it begins in the document, counted from 1. */
  readonly line: number;
}

/** One thing that happened to a prompt, for a person and for `diff --json`. */
export type PromptChange =
  | {
      readonly part: 'message';
      /** `moved` with lines added or removed: it changed as well. */
      readonly kind: Kind;
      readonly left?: MessagePlace;
      readonly right?: MessagePlace;
      readonly added: number;
      readonly removed: number;
    }
  | {
      readonly part: 'text';
      /** `moved`: paragraphs stand elsewhere, and nothing else happened. */
      readonly kind: 'changed' | 'moved';
      readonly added: number;
      readonly removed: number;
      /** Paragraphs that stand elsewhere; absent when none does. */
      readonly moved?: number;
    }
  | {
      readonly part: 'variable';
      readonly kind: 'added' | 'removed';
      readonly name: string;
      /** The sections whose items may hold it instead of the caller; absent where none may. */
      readonly within?: readonly string[];
    }
  | {
      readonly part: 'variable';
      readonly kind: 'renamed';
      /** What it was called. */
      readonly from: string;
      readonly name: string;
    }
  | {
      readonly part: 'input' | 'tool';
      readonly kind: Kind;
      readonly name: string;
      readonly details: readonly SchemaChange[];
    }
  | {
      readonly part: 'tool';
      readonly kind: 'renamed';
      /** What it was called; all else of it stayed. */
      readonly from: string;
      readonly name: string;
      readonly details: readonly SchemaChange[];
    }
  | {
      readonly part: 'responseFormat';
      readonly kind: 'added' | 'removed' | 'changed';
      readonly details: readonly SchemaChange[];
    }
  | {
      readonly part: 'setting';
      readonly kind: Kind;
      /** `model`, `parameters.temperature`, `metadata.owner`. */
      readonly path: string;
      readonly left?: unknown;
      readonly right?: unknown;
    };

export type Kind = 'added' | 'removed' | 'changed' | 'moved';
