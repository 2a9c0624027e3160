import { requirePlaced } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import { listIncludes, notRecorded } from '../core/prompt/render/includes';
import type { VersionRecord } from '../core/ledger/records/records';
import { parseReference } from '../core/base/references';
import type { Ledger } from './ledger';
import type { IncludeResolver } from '../core/prompt/render/model';
import { sourceText } from '../core/ledger/records/records';

/** A version that is included, with what it includes itself. */
interface IncludedVersion {
  readonly version: VersionRecord;
  readonly includes: ReadonlyMap<string, IncludedVersion | LedgerError>;
}

type Loaded = ReadonlyMap<string, IncludedVersion | LedgerError>;

/** The prompts that a document includes, as their references resolve now. */
export interface ResolvedIncludes {
  /** Each reference as written, and the id of the version that it means: what a commit records. */
  readonly ids: Readonly<Record<string, string>>;
  /** What could not be resolved, in the document's order. */
  readonly problems: readonly LedgerError[];
  readonly resolver: IncludeResolver;
}

/** Resolves what a working document includes, live. Throws `invalid-document`, `template-syntax`, `io`. */
export async function resolveIncludes(ledger: Ledger, source: string): Promise<ResolvedIncludes> {
  return resolvePlaced(ledger, requirePlaced(source));
}

/** The same of one that was read already. Throws `template-syntax`, `io`. */
export async function resolvePlaced(
  ledger: Ledger,
  { document, layout }: ReturnType<typeof requirePlaced>,
): Promise<ResolvedIncludes> {
  const references = listIncludes(document, layout).map(use => use.reference);
  const loader = new IncludeLoader(ledger);
  const loaded: Loaded = new Map(
    await Promise.all(
      [...new Set(references)].map(
        async reference => [reference, await loader.live(reference)] as const,
      ),
    ),
  );
  const found = [...loaded].flatMap(([reference, item]) =>
    item instanceof LedgerError ? [] : [[reference, item.version.id] as const],
  );
  return {
    ids: Object.fromEntries(found),
    problems: [...loaded.values()].filter(item => item instanceof LedgerError),
    resolver: resolverOf(loaded),
  };
}

/** Finds what a version includes, as its commit recorded it. */
export async function recordedIncludes(
  ledger: Ledger,
  version: Pick<VersionRecord, 'includes'>,
): Promise<IncludeResolver> {
  return resolverOf(await new IncludeLoader(ledger).recorded(version));
}

/**
 * The same prompts, each after those that its working document includes: committed in this order, each
 * version records what the others say now, not what they said before.
 */
export async function includedFirst(
  ledger: Ledger,
  prompts: readonly string[],
): Promise<readonly string[]> {
  const ordered = new Set<string>();
  const begun = new Set<string>();
  const add = async (prompt: string): Promise<void> => {
    if (begun.has(prompt)) return;
    begun.add(prompt);
    for (const included of await workingIncludes(ledger, prompt)) {
      if (prompts.includes(included)) await add(included);
    }
    ordered.add(prompt);
  };
  for (const prompt of prompts) await add(prompt);
  return [...ordered];
}

/** The prompts that a working document includes; none of one that cannot be read, which its commit refuses. */
async function workingIncludes(ledger: Ledger, prompt: string): Promise<readonly string[]> {
  const found = await orLedgerError(async () => {
    const source = (await ledger.ports.documents.read(prompt)) ?? '';
    const { document, layout } = requirePlaced(source);
    const uses = listIncludes(document, layout);
    const names = uses.map(use => parseReference(use.reference).prompt);
    return Promise.all(names.map(async name => (await ledger.prompt(name)).name));
  });
  return found instanceof LedgerError ? [] : found;
}

function resolverOf(loaded: Loaded): IncludeResolver {
  return reference => {
    const found = loaded.get(reference);
    if (found instanceof LedgerError) throw found;
    if (found === undefined) throw notRecorded(reference);
    return { source: sourceText(found.version), include: resolverOf(found.includes) };
  };
}

/** Reads included versions, each once: ids make them a graph without cycles. */
class IncludeLoader {
  readonly #ledger: Ledger;
  readonly #known = new Map<string, Promise<IncludedVersion>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  live(reference: string): Promise<IncludedVersion | LedgerError> {
    return orLedgerError(async () => {
      const { version } = await this.#ledger.version(reference);
      return this.#load(version);
    });
  }

  async recorded(version: Pick<VersionRecord, 'includes'>): Promise<Loaded> {
    const entries = Object.entries(version.includes).map(
      async ([reference, id]) =>
        [reference, await orLedgerError(() => this.#byId(reference, id))] as const,
    );
    return new Map(await Promise.all(entries));
  }

  async #byId(reference: string, id: string): Promise<IncludedVersion> {
    const { prompt } = parseReference(reference);
    const selector = { kind: 'id', prefix: id } as const;
    const { version } = await this.#ledger.version({ prompt, selector });
    return this.#load(version);
  }

  #load(version: VersionRecord): Promise<IncludedVersion> {
    const known = this.#known.get(version.id);
    if (known !== undefined) return known;
    const loading = this.recorded(version).then(includes => ({ version, includes }));
    this.#known.set(version.id, loading);
    return loading;
  }
}

async function orLedgerError<T>(work: () => Promise<T>): Promise<T | LedgerError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}
