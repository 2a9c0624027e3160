import { openRegistry } from '../../src/client/index';
import { timeRuns } from './timing';

/** What an application waits for, in milliseconds of each run. */
export interface ClientTimes {
  /** Opening the registry and getting one prompt by its tag, with nothing in memory. */
  readonly first: readonly number[];
  /** Getting it again. */
  readonly repeated: readonly number[];
}

const RUNS = 9;
const GETS = 10_000;

/** Times the client with a prompt that has the tag "staging". */
export async function timeClient(root: string, prompt: string): Promise<ClientTimes> {
  const get = (registry = openRegistry(root)) => registry.get(prompt, { tag: 'staging' });
  const first = await timeRuns(
    RUNS,
    () => undefined,
    () => get(),
  );
  const registry = openRegistry(root);
  const repeated = await timeRuns(
    RUNS,
    () => get(registry),
    () => {
      for (let count = 0; count < GETS; count += 1) get(registry);
    },
  );
  return { first, repeated: repeated.map(milliseconds => milliseconds / GETS) };
}
