import type { RenderedText } from '../../prompt/render/renderedText';
import { diffRendered } from './documents';

/** What became of one sample. */
export type SampleState = 'same' | 'changed' | 'nowFails' | 'noLongerFails' | 'fails';

/** What two versions make of one sample, in a line. */
export interface SampleRow {
  readonly sample: string;
  readonly state: SampleState;
  readonly summary: string;
}

/** Compares what two versions make of a sample. A text with missing variables has failed. */
export function compareSample(sample: string, left: RenderedText, right: RenderedText): SampleRow {
  const state = stateOf(left, right);
  switch (state) {
    case 'same':
      return { sample, state, summary: 'Renders the same' };
    case 'changed':
      return { sample, state, summary: diffRendered(left, right).summary };
    case 'nowFails':
      return { sample, state, summary: `Now fails: ${right.error?.message ?? ''}` };
    case 'noLongerFails':
      return { sample, state, summary: 'No longer fails' };
    case 'fails':
      return { sample, state, summary: `Fails on both sides: ${right.error?.message ?? ''}` };
  }
}

function stateOf(left: RenderedText, right: RenderedText): SampleState {
  if (left.error !== undefined) return right.error === undefined ? 'noLongerFails' : 'fails';
  if (right.error !== undefined) return 'nowFails';
  return left.text === right.text ? 'same' : 'changed';
}

/** How many samples fail now that did not, and the other way round: for the summary. */
export function countSamples(rows: readonly SampleRow[]): { failing: number; fixed: number } {
  const having = (state: SampleState) => rows.filter(row => row.state === state).length;
  return { failing: having('nowFails'), fixed: having('noLongerFails') };
}
