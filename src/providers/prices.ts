import type { Cost, Usage } from '../core/evaluation/answer';

/** What a million tokens cost. */
export interface Price {
  readonly input: number;
  /** Of tokens that were read from a cache; as all others where nothing is said. */
  readonly cached?: number | undefined;
  readonly output: number;
  /** "USD" where nothing is said. */
  readonly currency?: string | undefined;
}

interface ListedPrice extends Price {
  /** What all tokens of a request cost that reads more than so many. */
  readonly long?: Price & { readonly above: number };
}

/** When the table was last held against the pages of the providers. */
export const PRICES_DATE = '2026-08-31';

/** Where prices are published. */
export const PRICE_SOURCES = {
  openai: 'https://developers.openai.com/api/docs/pricing',
  anthropic: 'https://platform.claude.com/docs/en/about-claude/pricing',
  google: 'https://ai.google.dev/gemini-api/docs/pricing',
} as const;

/** A price that is the same for every length, or one that rises above a length, as most do that do. */
function price(input: number, cached: number, output: number, above?: number): ListedPrice {
  if (above === undefined) return { input, cached, output };
  const long = { above, input: 2 * input, cached: 2 * cached, output: 1.5 * output };
  return { input, cached, output, long };
}

/**
 * USD for a million tokens at the usual speed. What is written into a cache is told, and counted, as read;
 * other speeds, batches and tools of the provider's own have other prices.
 */
const PRICES: Readonly<Record<string, Readonly<Record<string, ListedPrice>>>> = {
  openai: {
    'gpt-6.2-sol': price(2, 0.1, 10, 272_000),
    'gpt-6.2-astra': price(8, 0.4, 40, 272_000),
    'gpt-6.1-sol': price(2, 0.1, 10, 272_000),
    'gpt-5.6-sol': price(5, 0.5, 30, 272_000),
    'gpt-5.6-terra': price(2, 0.2, 12, 272_000),
    'gpt-5.6-luna': price(0.2, 0.02, 1.2, 272_000),
    'gpt-5.5': price(5, 0.5, 30),
    'gpt-5.4': price(2.5, 0.25, 15, 272_000),
    'gpt-5.4-mini': price(0.75, 0.075, 4.5),
    'gpt-5.4-nano': price(0.2, 0.02, 1.25),
    'gpt-5.2': price(1.75, 0.175, 14),
    'gpt-5.1': price(1.25, 0.125, 10),
    'gpt-5': price(1.25, 0.125, 10),
    'gpt-5-mini': price(0.25, 0.025, 2),
    'gpt-5-nano': price(0.05, 0.005, 0.4),
    'gpt-4.1': price(2, 0.5, 8),
    'gpt-4.1-mini': price(0.4, 0.1, 1.6),
    'gpt-4.1-nano': price(0.1, 0.025, 0.4),
    'gpt-4o': price(2.5, 1.25, 10),
    'gpt-4o-mini': price(0.15, 0.075, 0.6),
    o3: price(2, 0.5, 8),
    'o3-mini': price(1.1, 0.55, 4.4),
    'o4-mini': price(1.1, 0.275, 4.4),
  },
  anthropic: {
    'claude-fable-5-1': price(10, 0.25, 50),
    'claude-fable-5': price(10, 1, 50),
    'claude-opus-5-5': price(4, 0.2, 20),
    'claude-opus-5': price(5, 0.5, 25),
    'claude-opus-4-8': price(5, 0.5, 25),
    'claude-opus-4-7': price(5, 0.5, 25),
    'claude-opus-4-6': price(5, 0.5, 25),
    'claude-opus-4-5': price(5, 0.5, 25),
    'claude-sonnet-5-5': price(2, 0.1, 10),
    'claude-sonnet-4-6': price(3, 0.3, 15),
    'claude-haiku-5-5': {
      ...price(0.1, 0.01, 0.5),
      long: { above: 100_000, input: 0.5, cached: 0.05, output: 2.5 },
    },
    'claude-haiku-4-5': price(1, 0.1, 5),
  },
  google: {
    'gemini-4-neon': price(3, 0.15, 15),
    'gemini-4-hydrogen': price(1.5, 0.075, 7.5),
    'gemini-3.7-flash': price(1.5, 0.15, 7.5),
    'gemini-3.6-flash': price(1.5, 0.15, 7.5),
    'gemini-3.5-flash': price(1.5, 0.15, 9),
    'gemini-3.5-flash-lite': price(0.3, 0.03, 2.5),
    'gemini-3.1-pro-preview': price(2, 0.2, 12, 200_000),
    'gemini-3.1-flash-lite': price(0.25, 0.025, 1.5),
    'gemini-2.5-pro': price(1.25, 0.125, 10, 200_000),
    'gemini-2.5-flash': price(0.3, 0.03, 2.5),
    'gemini-2.5-flash-lite': price(0.1, 0.01, 0.4),
  },
  echo: { echo: price(0, 0, 0) },
};

const SAME_PRICES: Readonly<Record<string, string>> = { 'openai-responses': 'openai' };

/**
 * What an answer cost: by the prices that somebody gives, under "provider/model" or the model alone, else
 * by the table. `null` where no price is known, or nothing was counted.
 */
export function costOf(
  provider: string,
  model: string,
  usage: Usage | null,
  overrides: Readonly<Record<string, Price>> = {},
): Cost | null {
  if (usage === null) return null;
  const given = ownOf(overrides, `${provider}/${model}`) ?? ownOf(overrides, model);
  const found = given ?? listedPrice(provider, model);
  if (found === undefined) return null;
  const { long } = found as ListedPrice;
  return amountAt(long !== undefined && usage.input > long.above ? long : found, usage);
}

function amountAt({ input, cached = input, output, currency = 'USD' }: Price, usage: Usage): Cost {
  const fresh = Math.max(0, usage.input - usage.cached);
  const millionths = fresh * input + usage.cached * cached + usage.output * output;
  // Sums of decimals end in digits that are nobody's price.
  return { amount: Number((millionths / 1e6).toPrecision(12)), currency };
}

/** A model may be told with the day of its edition: "gpt-5-2025-08-07", "claude-haiku-4-5-20251001". */
function listedPrice(provider: string, model: string): ListedPrice | undefined {
  const prices = ownOf(PRICES, SAME_PRICES[provider] ?? provider);
  if (prices === undefined) return undefined;
  return (
    ownOf(prices, model) ?? ownOf(prices, model.replace(/-(?:\d{8}|\d{4}-\d\d-\d\d|latest)$/, ''))
  );
}

function ownOf<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
