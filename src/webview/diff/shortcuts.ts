/** What a key asks for in a panel of comparisons. */
type ShortcutAction =
  | 'next'
  | 'previous'
  | 'mode'
  | 'swap'
  | 'unchanged'
  | 'whitespace'
  | 'trim'
  | 'nextPrompt'
  | 'previousPrompt'
  | 'allPrompts'
  | 'none';

/**
 * The keys of VS Code's own diff, and letters for reading along: `j` and `k` as its multi-file diff
 * has them.
 */
const ACTIONS: Readonly<Record<string, ShortcutAction>> = {
  F7: 'next',
  'Shift+F7': 'previous',
  'Alt+F5': 'next',
  'Shift+Alt+F5': 'previous',
  n: 'next',
  p: 'previous',
  m: 'mode',
  s: 'swap',
  u: 'unchanged',
  w: 'whitespace',
  t: 'trim',
  j: 'nextPrompt',
  k: 'previousPrompt',
  a: 'allPrompts',
};

/** Does what a key asks for, where the panel has an action for it. */
export function listenForKeys(actions: Partial<Record<ShortcutAction, () => void>>): void {
  document.addEventListener('keydown', event => {
    const action = actions[readShortcut(event) ?? 'none'];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function readShortcut(event: KeyboardEvent): ShortcutAction | undefined {
  if (isTyping(event.target) && event.key.length === 1) return undefined;
  const modifiers = [
    ...(event.ctrlKey ? ['Ctrl'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.metaKey ? ['Meta'] : []),
  ];
  return ACTIONS[[...modifiers, event.key].join('+')];
}

/** A list jumps to the choice that begins with a letter: there, letters are no shortcuts. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
}
