import type { Command } from './command';
import { statusOf } from './prompts';
import { askPrompt } from './questions';
import { wizard } from './quickInput';

/** As many as anybody reads: a list beyond that is a matter for SQL. */
const ALL = 10_000;

/** Shows the graph of a prompt's versions in a panel. */
export const historyGraph: Command = async ({ workbench, surfaces }, { answers }) => {
  const session = await workbench.require();
  const prompt = answers.prompt ?? answers.ref;
  const done = await wizard('Show History Graph', { prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  statusOf(session, name);
  surfaces.history(name);
  return session.queries.versions(name, { limit: ALL });
};
