import { LedgerError } from '../core/base/errors';
import { textOf } from '../core/prompt/providers/request';
import type { ModelRequest } from '../core/evaluation/request';
import type { AskOptions, Provider, Said } from '../registry/provider';

const NAME = 'echo';

/**
 * A provider that is nobody: it says the last message of the user back, word by word. For trying things
 * out without a key and a network; the same question has the same answer and usage.
 */
export function echoProvider(): Provider {
  return {
    name: NAME,
    ask: echo,
    models: () => Promise.resolve([NAME]),
  };
}

async function echo(request: ModelRequest, { signal, onPiece }: AskOptions): Promise<Said> {
  const asked = request.messages.findLast(({ role }) => role === 'user');
  if (asked === undefined) {
    throw new LedgerError(
      'invalid-input',
      { provider: NAME },
      'There is no message of "user" to say back. Write one into the prompt.',
    );
  }
  const text = textOf(asked);
  for (const piece of wordsOf(text)) {
    // Somebody else has a turn between two pieces, and may stop it.
    await Promise.resolve();
    if (signal.aborted) throw signal.reason;
    onPiece({ type: 'text', text: piece });
  }
  const read = request.messages.map(textOf).flatMap(wordsOf);
  return {
    output: { text, tool_calls: [] },
    finish: 'stop',
    usage: { input: read.length, cached: 0, output: wordsOf(text).length, reasoning: 0 },
    model: NAME,
  };
}

/** A text in pieces that together are the text: words, each with the white space after it. */
function wordsOf(text: string): readonly string[] {
  return text.match(/^\s+|\S+\s*/g) ?? [];
}
