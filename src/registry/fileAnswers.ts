import { eventsOf, namedEvents, type LedgerEvent } from '../core/ledger/audit/events';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { newestByPerson, type Authorship } from '../core/ledger/derive/people';
import { releaseStories, type ReleaseStory } from '../core/ledger/derive/timeline';
import { compareText } from '../core/base/textOrder';
import { compareRecords, type Author } from '../core/ledger/records/records';
import type { Answers, DeployedPrompt } from './answers';
import { readFolders, tableOf } from './folders';
import { promptNotFound, type Ledger } from './ledger';
import { isPromptFolder, listPrompts, listStatus } from './listing';
import type { PromptSnapshot } from './model';
import { allPrompts } from './prompts';

/** Answers from the record files, read anew for each question: for a program that asks and is done. */
export function fileAnswers(ledger: Ledger): Answers {
  return {
    names: async () => tableOf(await readFolders(ledger)),
    prompts: () => listPrompts(ledger),
    status: () => listStatus(ledger),
    named: async prompt => (await knownPrompt(ledger, prompt)).name,
    events: () => events(ledger),
    deployed: () => deployed(ledger),
    releases: (prompt, environment) =>
      prompt === undefined
        ? allReleases(ledger, environment)
        : releases(ledger, prompt, environment),
    people: () => people(ledger),
  };
}

async function knownPrompt(ledger: Ledger, prompt: string): Promise<PromptSnapshot> {
  const snapshot = await ledger.prompt(prompt);
  const { name, state } = snapshot;
  if (state.newestAt !== undefined || (await ledger.ports.documents.has(name))) return snapshot;
  throw promptNotFound(name);
}

async function events(ledger: Ledger): Promise<readonly LedgerEvent[]> {
  const folders = await readFolders(ledger);
  const found = folders.flatMap(({ folder, records }) =>
    eventsOf(records).map(event => ({ folder, event })),
  );
  return namedEvents(found, tableOf(folders));
}

async function deployed(ledger: Ledger): Promise<readonly DeployedPrompt[]> {
  const folders = await readFolders(ledger);
  const names = tableOf(folders);
  return folders
    .filter(isPromptFolder)
    .map(read => ({
      prompt: names.nameOf(read.folder),
      state: derivePrompt(read.records, read),
    }))
    .sort((left, right) => compareText(left.prompt, right.prompt));
}

async function releases(
  ledger: Ledger,
  prompt: string,
  environment: string | undefined,
): Promise<readonly ReleaseStory[]> {
  const { name, state } = await knownPrompt(ledger, prompt);
  ledger.leaveOut(state.damage.problems);
  return releaseStories(name, state, environment);
}

async function allReleases(
  ledger: Ledger,
  environment: string | undefined,
): Promise<readonly ReleaseStory[]> {
  const prompts = await allPrompts(ledger);
  return (
    prompts
      .flatMap(({ name, state }) => releaseStories(name, state, environment))
      // Time is all that the releases of several prompts have in common; those of one have an order.
      .sort((left, right) => compareRecords(right, left))
  );
}

/** One folder after another: who wrote is all that is kept of them. */
async function people({ ports: { records } }: Ledger): Promise<readonly Author[]> {
  let known: readonly Authorship[] = [];
  for (const folder of (await records.list()).keys()) {
    known = newestByPerson([...known, ...(await records.read(folder)).records]);
  }
  return known.map(({ author }) => author);
}
