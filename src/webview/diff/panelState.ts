import type { DiffPanelState } from '../../protocol/diff';
import type { ComparedSides } from '../../protocol/diff';
import { FIRST_LOOK } from './look';

/** What a panel remembers before anything was compared. */
export function emptyState(): DiffPanelState {
  return {
    prompt: '',
    left: '',
    right: '',
    sample: null,
    ...FIRST_LOOK,
    expanded: [],
    openSamples: [],
    scrollTop: 0,
  };
}

/** Whether the same is compared. */
export function isSameSides(sides: ComparedSides, state: ComparedSides): boolean {
  const isSamePair = sides.left === state.left && sides.right === state.right;
  return isSamePair && sides.sample === state.sample;
}

export function swapped({ left, right, sample }: ComparedSides): ComparedSides {
  return { left: right, right: left, sample };
}
