/**
 * Where a key leads, if anywhere: the keys of VS Code's own diff, and two letters for reading along.
 */
const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  F7: 1,
  'Shift+F7': -1,
  'Alt+F5': 1,
  'Shift+Alt+F5': -1,
  n: 1,
  p: -1,
};

export function readShortcut(event: KeyboardEvent): 1 | -1 | undefined {
  if (isTyping(event.target) && event.key.length === 1) return undefined;
  const modifiers = [
    ...(event.ctrlKey ? ['Ctrl'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.metaKey ? ['Meta'] : []),
  ];
  return DIRECTIONS[[...modifiers, event.key].join('+')];
}

/** A list jumps to the choice that begins with a letter: there, letters are no shortcuts. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
}
