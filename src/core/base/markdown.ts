import { showHidden } from './hiddenCharacters';

/** Text as text: what somebody wrote may neither format a comment, mention people nor hide in it. */
export function escapeMarkdown(text: string): string {
  const words = showHidden(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
  // Forges look for people to mention after Markdown is read; an invisible character keeps them out.
  return words.replaceAll('@', '@\u200b');
}
