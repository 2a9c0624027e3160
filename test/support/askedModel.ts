import { openProvider } from '../../src/providers/configuration';
import type { AnswerPiece, Provider, Said } from '../../src/registry/provider';
import type { ModelRequest } from '../../src/core/evaluation/request';
import type { Patience } from '../../src/providers/patience';
import type { ModelServer } from './modelServer';
import type { Speech } from './modelWords';

export const SPEECHES: readonly Speech[] = ['chat', 'responses', 'anthropic', 'google'];

export const KEY = 'sk-Very-Secret-0123456789';

/** What each protocol is called as a provider, its model in a document, and where it is on a server. */
export const PROVIDERS = {
  chat: { name: 'openai', path: '/v1', address: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY' },
  responses: {
    name: 'openai-responses',
    path: '/v1',
    address: 'OPENAI_BASE_URL',
    key: 'OPENAI_API_KEY',
  },
  anthropic: {
    name: 'anthropic',
    path: '',
    address: 'ANTHROPIC_BASE_URL',
    key: 'ANTHROPIC_API_KEY',
  },
  google: { name: 'google', path: '', address: 'GOOGLE_GEMINI_BASE_URL', key: 'GEMINI_API_KEY' },
} as const;

/** The provider of a protocol, at a server of the test. */
export function providerAt(
  server: Pick<ModelServer, 'url'>,
  speech: Speech,
  patience: Partial<Patience> = {},
): Provider {
  const { name, path, address, key } = PROVIDERS[speech];
  return openProvider(`${name}/model-a`, {
    variables: { [address]: server.url + path, [key]: KEY },
    patience: { firstDelayMs: 5, ...patience },
  }).provider;
}

/** A question with a system message. */
export function question(speech: Speech, text = 'Tell me of tents.'): ModelRequest {
  return {
    model: `${PROVIDERS[speech].name}/model-a`,
    parameters: { temperature: 0.5, max_tokens: 100 },
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: text },
    ],
  };
}

export interface Asked {
  readonly said: Promise<Said>;
  readonly pieces: readonly AnswerPiece[];
  /** Resolves as soon as so many pieces came. */
  readonly heard: (count: number) => Promise<void>;
  readonly stop: AbortController;
}

/** Asks, and keeps what is heard. */
export function ask(provider: Provider, request: ModelRequest): Asked {
  const pieces: AnswerPiece[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const stop = new AbortController();
  const onPiece = (piece: AnswerPiece): void => {
    pieces.push(piece);
    for (const { count, resolve } of waiting) if (pieces.length >= count) resolve();
  };
  const said = provider.ask(request, { signal: stop.signal, onPiece });
  const heard = (count: number): Promise<void> =>
    new Promise(resolve => {
      waiting.push({ count, resolve });
      if (pieces.length >= count) resolve();
    });
  return { said, pieces, heard, stop };
}

/** The texts of these pieces, joined. */
export function textOf(pieces: readonly AnswerPiece[]): string {
  return pieces.map(piece => (piece.type === 'text' ? piece.text : '')).join('');
}
