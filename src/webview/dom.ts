/** Attributes as HTML has them; `undefined` leaves one out, `true` writes an empty one. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Texts are always text: nothing here reads HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** A text that is read aloud and not seen. */
export function spoken(text: string): HTMLElement {
  return element('span', { class: 'spoken' }, text);
}

/** A sign that is seen and not read aloud. */
export function silent(text: string): HTMLElement {
  return element('span', { 'aria-hidden': 'true' }, text);
}

/** Outlines on a grid of 16, drawn with the colour of the text. */
const ICONS = {
  previous: 'M8 13V3.5M4 7.5l4-4 4 4',
  next: 'M8 3v9.5M4 8.5l4 4 4-4',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  sideBySide: 'M2.5 3.5h11v9h-11zM8 3.5v9',
  inline: 'M2.5 3.5h11v9h-11zM4.5 6.5h7M4.5 9.5h7',
  unfold: 'M2.5 8h11M8 6V2.5M6.2 4.2L8 2.5l1.8 1.7M8 10v3.5M6.2 11.8L8 13.5l1.8-1.7',
  editor: 'M6.5 3.5h-4v9h11v-4M9 2.5h4.5V7M13.5 2.5L7.5 8.5',
  trim: 'M2.5 3v10M13.5 3v10M5 8h6M6.8 6.2L5 8l1.8 1.8M9.2 6.2L11 8l-1.8 1.8',
  whitespace: 'M3.5 8h.01M8 8h.01M12.5 8h.01M2.5 10.5v2h11v-2',
  search: 'M10 10l3.5 3.5M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0z',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
} as const;

type IconName = keyof typeof ICONS;

export interface ButtonLook {
  readonly icon: IconName;
  readonly label: string;
  /** Shown beside the icon where there is room; the label is always read aloud. */
  readonly caption?: string;
  /** The caption is what tells this button from others of the same icon: it always stays. */
  readonly isAlwaysCaptioned?: boolean;
  readonly title?: string;
}

export function button(
  { icon, label, caption, isAlwaysCaptioned = false, title = label }: ButtonLook,
  onClick: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', title, 'aria-label': label }, drawIcon(icon));
  if (caption !== undefined) {
    made.append(element('span', { class: isAlwaysCaptioned ? '' : 'caption' }, caption));
  }
  made.addEventListener('click', onClick);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

function drawIcon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  setAttributes(svg, { viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'icon' });
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    target.setAttribute(name, value === true ? '' : String(value));
  }
}
