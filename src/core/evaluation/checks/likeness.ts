import { distance } from 'fastest-levenshtein';
import { treeBankTokenize } from 'js-rouge';
import type { CheckRun, Verdict } from './model';
import { decided, measured, requireMeasurable, textValue, unmeasured } from './verdict';

/** Two texts of this length are compared letter by letter within a second. */
const MAX_LETTERS = 50_000;
const LONGEST_GRAM = 4;
/** Stands for a share of nothing, whose logarithm would be endless. */
const HARDLY_ANY = 1e-7;

/** `levenshtein`: how many letters differ, at most `threshold`, 5 by default. */
export function levenshtein(run: CheckRun): Verdict {
  const value = textValue(run);
  requireMeasurable(run, run.text, MAX_LETTERS);
  requireMeasurable(run, value, MAX_LETTERS);
  const letters = distance(run.text, value);
  const { threshold = 5 } = run.check;
  return decided(
    run,
    letters <= threshold,
    `differ from the value by at most ${threshold} letters: there are ${letters}`,
  );
}

/** `rouge-n`: how many single words both texts share, as the harmonic mean of both shares; from 0.75 on. */
export function rougeN(run: CheckRun): Verdict {
  const value = textValue(run);
  requireMeasurable(run);
  requireMeasurable(run, value);
  const score = rouge1(run.text.toLowerCase(), value.toLowerCase());
  return measured(run, score, { name: 'ROUGE-1', threshold: 0.75 });
}

function rouge1(text: string, reference: string): number {
  if (text.trim() === '' || reference.trim() === '') return 0;
  const words = treeBankTokenize(text);
  const expected = treeBankTokenize(reference);
  const shared = sharedOf(countsOf(words), countsOf(expected));
  return shared === 0 ? 0 : (2 * shared) / (words.length + expected.length);
}

/** `bleu`: the BLEU score of Papineni and others (2002) against one text or several, from 0.5 on. */
export function bleu(run: CheckRun): Verdict {
  const { value } = run;
  const references: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = references.filter(text => typeof text === 'string');
  if (texts.length < references.length || texts.length === 0) {
    throw unmeasured(run, 'The check "bleu" needs a text, or a list of texts, as its "value".');
  }
  for (const text of [run.text, ...texts]) requireMeasurable(run, text);
  return measured(run, bleuScore(run.text, texts), { name: 'BLEU', threshold: 0.5 });
}

function bleuScore(text: string, references: readonly string[]): number {
  if (text.trim() === '') return 0;
  const words = wordsOf(text);
  const expected = references.map(wordsOf);
  const sizes = Array.from({ length: LONGEST_GRAM }, (_, index) => index + 1).filter(
    size => size <= words.length,
  );
  const precisions = sizes.map(size => {
    const grams = countsOf(gramsOf(words, size));
    const shared = expected.map(other => sharedOf(grams, countsOf(gramsOf(other, size))));
    return Math.max(...shared) / (words.length - size + 1);
  });
  const logarithms = precisions.map(share => Math.log(share === 0 ? HARDLY_ANY : share));
  const mean = logarithms.reduce((sum, item) => sum + item, 0) / logarithms.length;
  return brevity(words.length, expected) * Math.exp(mean);
}

/** What a text loses that is shorter than the reference whose length is nearest, the shorter of two. */
function brevity(length: number, references: readonly (readonly string[])[]): number {
  const [nearest = 0] = references
    .map(reference => reference.length)
    .sort((left, right) => Math.abs(left - length) - Math.abs(right - length) || left - right);
  return length > nearest ? 1 : Math.exp(1 - nearest / length);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().trim().split(/\s+/);
}

function gramsOf(words: readonly string[], size: number): readonly string[] {
  return words.slice(size - 1).map((_, index) => words.slice(index, index + size).join(' '));
}

function countsOf(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function sharedOf(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  return [...left].reduce((sum, [item, count]) => sum + Math.min(count, right.get(item) ?? 0), 0);
}
