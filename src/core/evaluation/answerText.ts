import { countOf } from '../base/countOf';
import { printJson } from '../base/json';
import type { Answer, AnswerOutput, Cost, Usage } from './answer';

/** What an answer took, as short texts for one line: tokens, times, cost, why it ended. */
export function answerFacts({
  provider,
  model,
  usage,
  ms,
  firstTokenMs,
  cost,
  finish,
}: Pick<
  Answer,
  'provider' | 'model' | 'usage' | 'ms' | 'firstTokenMs' | 'cost' | 'finish'
>): readonly string[] {
  return [
    `${provider}/${model}`,
    usage === null ? 'tokens unknown' : usageText(usage),
    firstTokenMs === null || firstTokenMs === ms
      ? seconds(ms)
      : `${seconds(firstTokenMs)} to the first, ${seconds(ms)}`,
    cost === null ? 'cost unknown' : costText(cost),
    ...(finish === null || finish === 'stop' ? [] : [FINISHES[finish] ?? finish]),
  ];
}

const FINISHES: Readonly<Record<string, string>> = {
  length: 'cut off: as long as it may be',
  tool_calls: 'asks for tools',
  content_filter: 'stopped by a content filter',
};

/** `1,204 in (1,000 cached), 80 out (64 reasoning)`. */
export function usageText({ input, cached, output, reasoning }: Usage): string {
  const read = cached === 0 ? '' : ` (${count(cached)} cached)`;
  const thought = reasoning === 0 ? '' : ` (${count(reasoning)} reasoning)`;
  return `${count(input)} in${read}, ${count(output)} out${thought}`;
}

/** `$0.0012`; what rounds to nothing says so. */
export function costText({ amount, currency }: Cost): string {
  const sign = currency === 'USD' ? '$' : `${currency} `;
  if (amount === 0) return `${sign}0`;
  if (amount < 0.0001) return `under ${sign}0.0001`;
  return `${sign}${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

/** `412 ms`, `2.1 s`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What a model said, as a text: its words, then the tools that it asks for. */
export function outputText({ text, tool_calls }: AnswerOutput): string {
  const calls = tool_calls.map(call => `${call.name}(${printJson(call.arguments)})`);
  return [...(text === '' ? [] : [text]), ...calls].join('\n');
}

/** `2 answers`, or that there is none. */
export function answerCount(count: number): string {
  return count === 0 ? 'no answer yet' : countOf(count, 'answer');
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
