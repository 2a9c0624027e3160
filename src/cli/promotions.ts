import { verdictPhrases } from '../core/release/verdictText';
import type { Promotable } from '../registry/promotable';
import type { PromotionPreview } from '../registry/releases';
import type { Style } from './style';

/** What a promotion would do, as programs see it. */
export function previewJson(preview: PromotionPreview): object {
  return { ...preview, refusal: preview.refusal?.toJSON().error ?? null };
}

/** The same of one of several; what cannot even be looked at says why. */
export function promotableJson(item: Promotable): object {
  const { prompt } = item;
  if ('error' in item) return { prompt, preview: null, ...item.error.toJSON() };
  return { prompt, preview: previewJson(item.preview) };
}

/** What a promotion would do, for a person: where to, what callers notice, what stands in the way. */
export function previewText(preview: PromotionPreview, style: Style): string {
  const { prompt, environment, current, next, verdict, changelog, refusal } = preview;
  const from = current === null ? 'nothing' : `v${current.number}`;
  const head = `${style.bold(`${prompt}@${environment}`)}: ${from} → v${next.number}`;
  const breaking = verdict.breaking
    ? verdict.why.map(why => `  ${style.red('Breaking:')} ${why}\n`)
    : [];
  const phrases = current === null ? ['the first release there'] : verdictPhrases(verdict);
  const changes = phrases.length === 0 ? ['only the text changes'] : phrases;
  return [
    `${head}\n`,
    ...breaking,
    ...changes.map(phrase => `  ${phrase}\n`),
    ...changelog.split('\n').flatMap(line => (line === '' ? [] : [`  ${style.dim(line)}\n`])),
    ...(refusal === null ? [] : [`  ${style.red('Refused:')} ${refusal.message}\n`]),
  ].join('');
}
