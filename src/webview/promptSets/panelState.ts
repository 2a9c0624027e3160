import type { SetPanelState } from '../../protocol/promptSets';
import { FIRST_LOOK } from '../diff/look';

/** What the panel remembers before anything was compared. */
export function emptyState(): SetPanelState {
  return {
    left: '',
    right: '',
    ...FIRST_LOOK,
    open: [],
    expanded: {},
    scrollTop: 0,
  };
}
