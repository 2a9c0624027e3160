import { openRegistry as openClient } from '../../src/client/index';
import { LedgerError } from '../../src/core/base/errors';
import { PROMPTS } from './acts';

const TAGS = ['candidate', 'v1.0.0', 'v2.0.0', 'staging', 'production'];

/**
 * The answer to each question that a program asks about one of the prompts, as text: what is refused
 * begins with `refused`. Rejects with what is no `LedgerError`.
 */
export async function answersOf(root: string): Promise<ReadonlyMap<string, string>> {
  const client = openClient(root, { maxAge: 0 });
  const answers = new Map<string, string>();
  const ask = async (question: string, answer: () => unknown): Promise<void> => {
    answers.set(question, await answerOrRefusal(answer));
  };
  for (const prompt of PROMPTS) {
    await ask(`${prompt}@latest`, () => client.get(prompt).id);
    for (const tag of TAGS) await ask(`${prompt}@${tag}`, () => client.get(prompt, { tag }).id);
    for (const version of [1, 2, 3]) {
      await ask(`${prompt}@${version}`, () => client.get(prompt, { version }).id);
    }
    await ask(`tags of ${prompt}`, async () => JSON.stringify(await client.tags(prompt)));
    await ask(`releases of ${prompt}`, async () => JSON.stringify(await client.releases(prompt)));
  }
  return answers;
}

async function answerOrRefusal(answer: () => unknown): Promise<string> {
  try {
    return String(await answer());
  } catch (error) {
    if (error instanceof LedgerError) return `refused: ${error.code}`;
    throw error;
  }
}
