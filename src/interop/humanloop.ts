import { splitFrontMatter } from '../core/prompt/document/frontMatter';
import type { ForeignFile } from './foreignFile';

/** Keys of a document of ours that say what its body is. */
const OWN_KEYS = /^(?:type|format)[ \t]*:/m;
const OPENING = /^<(?:system|user|assistant|tool)(?:\s[^<>]*)?>/;
const CLOSING = /<\/(?:system|user|assistant|tool)>$/;

/**
 * Whether a file is a prompt of Humanloop, whose messages are tags below front matter
 * (https://humanloop.com/docs/v5/reference/serialized-files). Such tags alone are a text like any other:
 * prompts set examples in them.
 */
export function isHumanloop({ file, text }: ForeignFile): boolean {
  if (!/\.prompt$/i.test(file)) return false;
  const { yaml, body } = splitFrontMatter(text);
  const bare = body.trim();
  return yaml !== undefined && !OWN_KEYS.test(yaml) && OPENING.test(bare) && CLOSING.test(bare);
}
