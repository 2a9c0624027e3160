import { html, nothing, type TemplateResult } from 'lit-html';
import { icon, type IconName } from './icon';

export interface ButtonLook {
  /** What it does: read aloud, and seen where there are neither an icon nor a caption. */
  readonly label: string;
  readonly icon?: IconName;
  /** Seen beside the icon, in place of the label. */
  readonly caption?: string;
  /** The caption goes where there is no room. */
  readonly isFolding?: boolean;
  /** The label with what else is good to know, a key for example. */
  readonly title?: string;
  /** Without one it is a plain button, and in a toolbar a flat one. */
  readonly look?: 'primary' | 'flat' | 'link';
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
}

/** A button as VS Code draws it: an icon, words, or both. */
export function button(look: ButtonLook, onClick: () => void): TemplateResult {
  const { label, isDisabled = false } = look;
  const seen = look.caption ?? (look.icon === undefined ? label : '');
  // What folds away has to be said all the same.
  const said = seen === label && look.isFolding !== true ? nothing : label;
  return html`<button
    type="button"
    class=${look.look ?? nothing}
    title=${look.title ?? said}
    aria-label=${said}
    aria-pressed=${look.isPressed ?? nothing}
    ?disabled=${isDisabled}
    @click=${onClick}
  >${content(look, seen)}</button>`;
}

function content({ icon: sign, isFolding = false }: ButtonLook, seen: string): unknown[] {
  return [
    sign === undefined ? nothing : icon(sign),
    seen === '' ? nothing : html`<span class=${isFolding ? 'caption' : nothing}>${seen}</span>`,
  ];
}
