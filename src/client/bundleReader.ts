import {
  brokenBundle,
  placesOf,
  requireBundle,
  type BundleData,
  type BundledVersion,
} from '../core/prompt/bundle/format';
import { BundledIncludes, type PreparedVersion } from '../core/prompt/bundle/includes';
import { LedgerError } from '../core/base/errors';
import { fillDocument } from '../core/prompt/render/fillDocument';
import { prepareWith } from '../core/prompt/render/preparedDocument';
import { didYouMean, similarNames } from '../core/base/similarNames';
import type { TemplateEngine } from '../core/engines/template/template';
import type { BasicPrompt, FoundVersion } from './basicPrompt';
import { promptNotFound } from './promptNotFound';
import { tagOf, type Choice, type PromptReader } from './promptReader';
import type { TemplateFormat } from '../core/prompt/document/model';
import type { PreparedDocument } from '../core/prompt/render/model';

/** What a reader of bundles is put together from: some applications need less than others. */
export interface BundleParts<Found extends BasicPrompt> {
  /** Throws `invalid-argument` for a format whose engine was left out. */
  readonly engineOf: (format: TemplateFormat) => TemplateEngine;
  /** Reads the source of a fallback. Throws `invalid-document`, `invalid-argument`. */
  readonly readSource: (source: string) => PreparedDocument;
  readonly promptOf: (found: FoundVersion) => Found;
}

/** Finds versions in a bundle. It never changes, so each is read once. */
export class BundleReader<Found extends BasicPrompt> implements PromptReader<Found> {
  readonly #data: BundleData;
  readonly #parts: BundleParts<Found>;
  readonly #prepared = new Map<string, PreparedVersion>();

  /** Throws `invalid-argument` for what is no bundle. */
  constructor(data: unknown, parts: BundleParts<Found>) {
    this.#data = requireBundle(data);
    this.#parts = parts;
  }

  /** The names of the prompts that can be asked for, sorted. */
  names(): readonly string[] {
    return Object.keys(this.#data.prompts);
  }

  find(name: string, choice: Choice): Found {
    const id = this.#resolve(name, choice);
    const { number } = this.#version(id);
    return orBroken(() => this.#prompt(name, choice, { id, number }, this.#prepare(id)));
  }

  fallback(name: string, choice: Choice, source: string): Found {
    const prepared = this.#parts.readSource(source);
    const version: PreparedVersion = { prepared, included: () => undefined };
    return this.#prompt(name, choice, { id: '', number: 0, isFallback: true }, version);
  }

  #prompt(
    name: string,
    choice: Choice,
    about: { readonly id: string; readonly number: number; readonly isFallback?: true },
    version: PreparedVersion,
  ): Found {
    const { prepared } = version;
    const { body, frontMatter } = prepared.document;
    return this.#parts.promptOf({
      name,
      tag: tagOf(choice),
      isFallback: false,
      ...about,
      type: body.type,
      frontMatter,
      fill: (values, options) =>
        orBroken(
          () => fillDocument(prepared, values, new BundledIncludes(version), options).output,
        ),
    });
  }

  #resolve(name: string, choice: Choice): string {
    const { prompts, aliases } = this.#data;
    const prompt = own(prompts, own(aliases, name) ?? name);
    if (prompt === undefined) throw promptNotFound(name, this.names());
    const { versions, tags, latest, ambiguous = {} } = prompt;
    switch (choice.kind) {
      case 'latest':
        return onlyOne(
          `${name}@latest`,
          versions.filter(id => id === latest),
        );
      case 'tag':
        return own(tags, choice.tag) ?? tagNotFound(name, choice.tag, Object.keys(tags));
      case 'id':
        return onlyOne(
          `${name}@${choice.prefix}`,
          versions.filter(id => id.startsWith(choice.prefix)),
        );
      case 'number': {
        const { number } = choice;
        const held = versions.filter(id => this.#version(id).number === number);
        return onlyOne(`${name}@${number}`, own(ambiguous, `${number}`) ?? held);
      }
    }
  }

  #version(id: string): BundledVersion {
    return own(this.#data.versions, id) ?? missing(id);
  }

  #prepare(id: string): PreparedVersion {
    const known = this.#prepared.get(id);
    if (known !== undefined) return known;
    const version = this.#version(id);
    const { engineOf, readSource } = this.#parts;
    const prepared = prepareWith(version, {
      engine: engineOf(version.format),
      places: () => placesOf(version),
      prepareSource: readSource,
    });
    const included = (reference: string): PreparedVersion | undefined => {
      const found = own(version.includes, reference);
      return found === undefined ? undefined : this.#prepare(found);
    };
    const found = { prepared, included };
    this.#prepared.set(id, found);
    return found;
  }
}

/** What a document in the bundle says is not read before it is needed: then it may turn out broken. */
function orBroken<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw brokenBundle('versions', error);
  }
}

function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function onlyOne(reference: string, ids: readonly string[]): string {
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  if (id === undefined) return missing(reference);
  throw new LedgerError(
    'reference-ambiguous',
    { reference, versions: ids },
    `"${reference}" could be ${ids.join(' or ')}. Name the version by its id.`,
  );
}

function missing(reference: string): never {
  throw new LedgerError(
    'version-not-found',
    { reference },
    `The bundle does not hold "${reference}". Ask for what was exported, or export it as well.`,
  );
}

function tagNotFound(prompt: string, tag: string, tags: readonly string[]): never {
  const similar = similarNames(tag, tags);
  const hint = similar.length === 0 ? '' : ` ${didYouMean(similar)}`;
  const has = tags.length === 0 ? 'no tag at all' : tags.join(', ');
  throw new LedgerError(
    'tag-not-found',
    { prompt, tag, tags, similar },
    `In this bundle, "${prompt}" has no tag "${tag}".${hint} It has: ${has}.`,
  );
}
