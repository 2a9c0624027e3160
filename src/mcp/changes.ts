import { printJson } from '../core/base/json';
import { LedgerError } from '../core/base/errors';
import { offeredPrompts, offeredTag } from './prompts';
import type { AgentWorld } from './world';

/** How long to wait between two looks at the disk, in milliseconds. */
const PAUSE = 2_000;
/** A look costs at most this part of the time. */
const SHARE = 50;

/** Looks for changes of the prompts that are offered. */
export interface ChangeWatch {
  /** A client has the list as it is now: tell when it becomes another. Begins to look. */
  listed(): Promise<void>;
  /** Looks no more. */
  stop(): void;
}

/**
 * Tells when the list of prompts is no longer the one that a client has. Looks at names of files alone until
 * some are new; never keeps the process alive.
 */
export function watchPrompts(world: AgentWorld, tell: () => Promise<void>): ChangeWatch {
  let known: string | undefined;
  let seen = '';
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const look = async (): Promise<void> => {
    const files = await filesOf(world);
    if (files === seen) return;
    const list = await listOf(world);
    seen = files;
    if (list === known) return;
    known = list;
    await tell();
  };

  const wait = (pause: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      const start = performance.now();
      // What cannot be looked at now may be looked at later.
      const again = (): void => {
        wait(Math.max(PAUSE, SHARE * (performance.now() - start)));
      };
      look().then(again, (error: unknown) => {
        if (!(error instanceof LedgerError)) throw error;
        again();
      });
    }, pause);
    timer.unref();
  };

  return {
    listed: async () => {
      // The files first: what changes between the two is seen by the next look.
      seen = await filesOf(world);
      known = await listOf(world);
      if (timer === undefined) wait(PAUSE);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** What the list of prompts follows from, by the names of the record files and registry.json. */
async function filesOf({ ledger: { ports } }: AgentWorld): Promise<string> {
  const [listing, config] = await Promise.all([ports.records.list(), ports.documents.readConfig()]);
  return ports.digest(printJson([[...listing], config ?? null]));
}

async function listOf(world: AgentWorld): Promise<string> {
  const tag = await offeredTag(world);
  const offered = await offeredPrompts(world);
  return printJson(
    offered.map(({ prompt, description, latest, tags }) => [
      prompt,
      description,
      tag === 'latest' ? latest?.id : tags.find(item => item.tag === tag)?.version,
    ]),
  );
}
