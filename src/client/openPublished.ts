import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { parseJson, printJson } from '../core/base/json';
import { engineFor } from '../core/prompt/render/engines';
import { errorCode, ioError } from '../store/files';
import { BundleReader } from './bundleReader';
import { follow, type Keep, type Kept } from './follow';
import type { Following, FollowOptions } from './following';
import { readSource } from './openRegistry';
import { promptOf, type Prompt } from './prompt';
import { getPrompt, type GetOptions } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';

export interface PublishedOptions extends FollowOptions {
  /** A file that keeps what was served last, for a start while the host does not answer. */
  readonly cache?: string | undefined;
}

/** What is published for an environment, followed for as long as it is open. */
export interface PublishedRegistry extends Following {
  /** The names of its prompts, sorted. */
  names(): readonly string[];
  /** A version of a prompt, as `get` of a registry gives it, at once and from memory. */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): Prompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>>;
}

/**
 * Opens what "promptledger publish" published, by the address of a pointer, and follows it:
 * `await openPublished('https://…/production.json')`. `get` answers at once, from the last bundle whose
 * hash was right; the host is looked at beside that, and nobody waits for it. Rejects with `io` where the
 * host cannot be read and no `cache` holds anything, and with `invalid-argument`.
 *
 * It is no `openRegistry`: that answers at once, which what has to be fetched cannot, and a type that is
 * a promise for some texts and none for others would be wrong wherever an address comes from a variable.
 */
export async function openPublished(
  address: string | URL,
  options: PublishedOptions = {},
): Promise<PublishedRegistry> {
  const { cache } = options;
  const keep = cache === undefined ? undefined : keepIn(resolve(cache));
  const open = (data: unknown): BundleReader<Prompt> =>
    new BundleReader(data, { engineOf: engineFor, readSource, promptOf });
  const follower = await follow(address, options, { open, keep });
  return {
    names: () => follower.current().names(),
    get: (name, wanted) => getPrompt(follower.current(), name, wanted ?? {}) as never,
    get published() {
      return follower.published;
    },
    refresh: () => follower.refresh(),
    close: () => {
      follower.close();
    },
  };
}

/** A file that is replaced whole: several processes may share it. */
function keepIn(file: string): Keep {
  return {
    load: async () => {
      try {
        return keptOf(parseJson(await readFile(file, 'utf8')));
      } catch (error) {
        if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
        throw ioError(file, error);
      }
    },
    save: async kept => {
      const beside = `${file}.${process.pid}.tmp`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(beside, printJson(kept));
        await rename(beside, file);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw new LedgerError(
          'io',
          { path: file },
          `${file} could not be written, so nothing is kept for a start without the host. ${ioError(file, error).message}`,
          error,
        );
      }
    },
  };
}

function keptOf(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pointerText, bundleText } = value as Readonly<Record<string, unknown>>;
  const isKept = typeof pointerText === 'string' && typeof bundleText === 'string';
  return isKept ? { pointerText, bundleText } : undefined;
}
