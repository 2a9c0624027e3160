import { eventsOf, namedEvents, type LedgerEvent } from '../core/ledger/audit/events';
import { promptNameProblem } from '../core/base/names';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { TagInfo } from '../core/ledger/derive/model';
import { newestByPerson, type Authorship } from '../core/ledger/derive/people';
import {
  moveInfos,
  pageOf,
  statusInfo,
  tagInfos,
  versionInfos,
} from '../core/ledger/derive/shapes';
import { releaseStories, type ReleaseStory } from '../core/ledger/derive/timeline';
import { compareRecords, sourceText, type Author } from '../core/ledger/records/records';
import type { Answers, AskedPrompt, DeployedPrompt, HeadInfo, ReadPrompt } from './answers';
import { readFolders, tableOf } from './folders';
import { promptNotFound, type Ledger } from './ledger';
import { listPrompts } from './listing';
import { readWhole } from './misplaced';
import type { PromptSnapshot } from './model';
import { allPrompts } from './prompts';
import { folderState } from './written';

/** Answers from the record files, read anew for each question: for a program that asks and is done. */
export function fileAnswers(ledger: Ledger): Answers {
  return {
    names: async () => tableOf(await readFolders(ledger)),
    prompts: () => listPrompts(ledger),
    status: async () => (await listPrompts(ledger)).map(statusInfo),
    named: async prompt => (await knownPrompt(ledger, prompt)).name,
    versions: async (asked, page) => {
      const known = await knownOf(ledger, asked);
      ledger.leaveOut(known.state.damage.problems);
      return versionInfos(known.name, known.state, page);
    },
    heads: asked => heads(ledger, asked),
    tags: asked => tags(ledger, asked),
    moves: async (asked, tag, page) => {
      const known = await knownOf(ledger, asked);
      ledger.leaveOut(known.state.damage.problems);
      return pageOf(moveInfos(known.name, known.state, tag), page);
    },
    events: () => events(ledger),
    deployed: () => deployed(ledger),
    releases: (prompt, environment) =>
      prompt === undefined
        ? allReleases(ledger, environment)
        : releases(ledger, prompt, environment),
    people: () => people(ledger),
  };
}

/** A prompt that has a record or a working document, whatever its bytes. Throws what `Answers.named` does. */
export async function knownPrompt(ledger: Ledger, prompt: string): Promise<PromptSnapshot> {
  const snapshot = await ledger.prompt(prompt);
  const { name, state } = snapshot;
  if (state.newestAt !== undefined || (await ledger.ports.documents.has(name))) return snapshot;
  throw promptNotFound(name);
}

/** What is known of a prompt, whatever is damaged: nothing of a name that none has now. */
async function knownOf(ledger: Ledger, asked: AskedPrompt): Promise<ReadPrompt> {
  if (typeof asked !== 'string') return asked;
  const nothing = { name: asked, state: derivePrompt([]) };
  if (promptNameProblem(asked) !== undefined) return nothing;
  const names = ledger.names();
  const folder = await names.folderOf(asked);
  if ((await names.nameOf(folder)) !== asked) return nothing;
  const read = await readWhole(ledger.ports, folder);
  return { name: asked, state: folderState(read) };
}

async function heads(ledger: Ledger, asked: AskedPrompt): Promise<readonly HeadInfo[]> {
  const { digest } = ledger.ports;
  const { heads } = (await knownOf(ledger, asked)).state;
  return heads.map(head => ({ id: head.id, digest: digest(sourceText(head)) }));
}

async function tags(ledger: Ledger, asked?: AskedPrompt): Promise<readonly TagInfo[]> {
  const all = asked === undefined ? await allPrompts(ledger) : [await knownOf(ledger, asked)];
  return all.flatMap(({ name, state }) => tagInfos(name, state));
}

async function events(ledger: Ledger): Promise<readonly LedgerEvent[]> {
  const folders = await readFolders(ledger);
  const found = folders.flatMap(({ folder, records }) =>
    eventsOf(records).map(event => ({ folder, event })),
  );
  return namedEvents(found, tableOf(folders));
}

async function deployed(ledger: Ledger): Promise<readonly DeployedPrompt[]> {
  return (await allPrompts(ledger)).map(({ name, state }) => ({ prompt: name, state }));
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
