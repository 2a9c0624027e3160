import { unifiedDiff } from '../text/unified';

/** What one side of a comparison makes of a sample, as far as it goes. */
export interface RenderedSide {
  /** What it is called. */
  readonly label: string;
  readonly text: string | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** A comparison of what two sides make of one sample, as programs see it. */
export interface RenderedDiff {
  readonly left: string;
  readonly right: string;
  readonly sample: string;
  /** Both render, and to the same text. */
  readonly identical: boolean;
  /** A unified diff; what does not render counts as empty. */
  readonly unified: string;
  readonly errors: readonly {
    readonly side: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Compares what two sides make of one sample. */
export function renderedDiff(
  sample: string,
  left: RenderedSide,
  right: RenderedSide,
): RenderedDiff {
  const labels = { leftLabel: left.label, rightLabel: right.label };
  const errors = Object.entries({ left, right }).flatMap(([side, { error }]) =>
    error === undefined ? [] : [{ side, code: error.code, message: error.message }],
  );
  return {
    left: left.label,
    right: right.label,
    sample,
    identical: left.text !== undefined && left.text === right.text,
    unified: unifiedDiff(left.text ?? '', right.text ?? '', labels),
    errors,
  };
}
