import { showOnOneLine } from '../../base/hiddenCharacters';
import { escapeMarkdown } from '../../base/markdown';

/** How the pieces of a line are written: what somebody typed, names, and what must not be overlooked. */
export interface Writing {
  readonly text: (text: string) => string;
  readonly code: (name: string) => string;
  readonly strong: (text: string) => string;
}

/** For a comment: what somebody typed stays text, on one line. */
export const MARKDOWN: Writing = {
  text: text => escapeMarkdown(showOnOneLine(text)),
  code: name => `\`${name}\``,
  strong: text => `**${text}**`,
};

/** For a terminal, and for what stands before a patch. */
export const PLAIN: Writing = { text: showOnOneLine, code: name => name, strong: text => text };
