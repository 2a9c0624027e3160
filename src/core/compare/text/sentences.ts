import type { DiffBudget } from './budget';
import { internTexts, type Edit, type EditScript } from './edits';
import { findEditsIn, searchBetweenAnchors, type Sequences } from './lines';
import { lengthOf, rangeOf, type Range } from './range';

/** The words of both sides, and numbers in their place. */
interface Words {
  readonly tokens: { readonly left: readonly string[]; readonly right: readonly string[] };
  readonly ids: Sequences;
}

const SENTENCE_END = /^[.!?;:。！？；：…]$/;

/**
 * Edits of a paragraph so long that its words are too many to be searched at once: sentences first,
 * and words only within those that differ.
 *
 *     [Be kind. … 9,000 words … Be short.]  ->  Be [kind]. … 9,000 words … Be [short].
 */
export function findEditsBySentence({ tokens, ids }: Words, budget: DiffBudget): EditScript {
  const [left, right] = [splitSentences(tokens.left), splitSentences(tokens.right)];
  const texts = (side: 'left' | 'right', sentences: readonly Range[]) =>
    sentences.map(({ start, endExclusive }) => tokens[side].slice(start, endExclusive).join(''));
  const [leftIds = [], rightIds = []] = internTexts(texts('left', left), texts('right', right));
  const found = searchBetweenAnchors({ left: leftIds, right: rightIds }, new Set(), budget);
  const edits: Edit[] = [];
  let hitLimit = found.hitLimit;
  for (const edit of found.edits) {
    const words = findEditsIn(
      { left: wordsOf(edit.left, left), right: wordsOf(edit.right, right) },
      ids,
      budget,
    );
    for (const one of words.edits) edits.push(one);
    hitLimit ||= words.hitLimit;
  }
  return { edits, hitLimit };
}

/** Where sentences begin and end, each with the space behind it. */
function splitSentences(tokens: readonly string[]): Range[] {
  const sentences: Range[] = [];
  let start = 0;
  tokens.forEach((token, index) => {
    const isEnd = token.trim() === '' && SENTENCE_END.test(tokens[index - 1] ?? '');
    if (!isEnd) return;
    sentences.push(rangeOf(start, index + 1));
    start = index + 1;
  });
  if (start < tokens.length) sentences.push(rangeOf(start, tokens.length));
  return sentences;
}

/** From sentences to the words in them. */
function wordsOf(range: Range, sentences: readonly Range[]): Range {
  const start = sentences[range.start]?.start ?? sentences.at(-1)?.endExclusive ?? 0;
  return lengthOf(range) === 0
    ? rangeOf(start, start)
    : rangeOf(start, sentences[range.endExclusive - 1]?.endExclusive ?? start);
}
