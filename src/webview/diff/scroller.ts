/** The element in which comparisons scroll: they measure it, and draw what is seen in it. */
export function createScroller(label: string): HTMLElement {
  const made = document.createElement('div');
  made.className = 'content';
  made.role = 'region';
  made.tabIndex = 0;
  made.ariaLabel = label;
  return made;
}
