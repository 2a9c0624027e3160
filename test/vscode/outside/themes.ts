import type { Workbench } from '../../host/driver';

/** The four kinds of colour theme: what they are called, and the class that a webview then has. */
export const THEMES = {
  light: { label: 'Light Modern', kind: /vscode-light/ },
  dark: { label: 'Dark Modern', kind: /vscode-dark/ },
  'hc-black': { label: 'Dark High Contrast', kind: /vscode-high-contrast(?!-light)/ },
  'hc-light': { label: 'Light High Contrast', kind: /vscode-high-contrast-light/ },
} as const;

export type ThemeName = keyof typeof THEMES;

/** Their names, for a loop. */
export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];

/** Chooses a colour theme as a person does. */
export async function chooseTheme(window: Workbench, name: ThemeName): Promise<void> {
  const { label } = THEMES[name];
  await window.command('Preferences: Color Theme');
  await window.quickInput.type(label);
  await window.quickInput.pick(label);
  await window.quickInput.closed();
}
