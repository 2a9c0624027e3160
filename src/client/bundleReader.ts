import {
  placesOf,
  requireBundle,
  type BundleData,
  type BundledVersion,
} from '../core/bundle/format';
import type { PromptDocument, TemplateFormat } from '../core/document/document';
import { LedgerError } from '../core/errors';
import type { IncludeResolver } from '../core/render/includes';
import type { PromptName } from '../core/names';
import { prepareWith, type PreparedDocument } from '../core/render/preparedDocument';
import type { Selector } from '../core/references';
import { didYouMean, similarNames } from '../core/similarNames';
import type { TemplateEngine } from '../core/template/template';
import { promptOf, type Prompt } from './prompt';
import { promptNotFound } from './promptNotFound';
import { tagOf, type PromptReader } from './promptReader';

/** The engine for a format, and how to read a document's source. */
export interface BundleParts {
  /** Throws `invalid-argument` for a format whose engine was left out. */
  readonly engineOf: (format: TemplateFormat) => TemplateEngine;
  /** Reads the source of a fallback. Throws `invalid-document`, `invalid-argument`. */
  readonly readSource: (source: string) => PreparedDocument;
}

/** Finds versions in a bundle. It never changes, so each is read once. */
export class BundleReader implements PromptReader {
  readonly #data: BundleData;
  readonly #parts: BundleParts;
  readonly #prepared = new Map<string, PreparedDocument>();
  readonly #answers = new Map<string, Prompt>();

  /** Throws `invalid-argument` for what is no bundle. */
  constructor(data: unknown, parts: BundleParts) {
    this.#data = requireBundle(data);
    this.#parts = parts;
  }

  /** The names of the prompts that can be asked for, sorted. */
  names(): readonly string[] {
    return Object.keys(this.#data.prompts);
  }

  find(name: PromptName, selector: Selector): Prompt {
    const key = JSON.stringify([name, selector]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const id = this.#resolve(name, selector);
    const { number } = this.#version(id);
    const found = { name, id, number, tag: tagOf(selector), isFallback: false };
    const prompt = promptOf({
      ...found,
      prepared: this.#prepare(id),
      include: this.#includesOf(id),
    });
    this.#answers.set(key, prompt);
    return prompt;
  }

  fallback(name: PromptName, selector: Selector, source: string): Prompt {
    const prepared = this.#parts.readSource(source);
    const tag = tagOf(selector);
    return promptOf({ name, id: '', number: 0, tag, isFallback: true, prepared });
  }

  #resolve(name: string, selector: Selector): string {
    const { prompts, aliases } = this.#data;
    const current = own(aliases, name) ?? name;
    const prompt = own(prompts, current);
    if (prompt === undefined) throw promptNotFound(name, Object.keys(prompts));
    switch (selector.kind) {
      case 'latest':
        return this.#held(
          name,
          'latest',
          prompt.versions.filter(id => id === prompt.latest),
        );
      case 'tag':
        return own(prompt.tags, selector.tag) ?? tagNotFound(name, selector.tag, prompt.tags);
      case 'id':
        return this.#held(
          name,
          selector.prefix,
          prompt.versions.filter(id => id.startsWith(selector.prefix)),
        );
      case 'number': {
        const { number } = selector;
        const held = prompt.versions.filter(id => this.#version(id).number === number);
        return this.#held(name, `${number}`, own(prompt.ambiguous ?? {}, `${number}`) ?? held);
      }
    }
  }

  #held(name: string, selector: string, ids: readonly string[]): string {
    const [id] = ids;
    if (id !== undefined && ids.length === 1) return id;
    if (id === undefined) {
      throw new LedgerError(
        'version-not-found',
        { prompt: name, selector },
        `The bundle does not hold "${name}@${selector}". Ask for what was exported, or export it as well.`,
      );
    }
    throw new LedgerError(
      'reference-ambiguous',
      { prompt: name, selector, versions: ids },
      `"${name}@${selector}" could be ${ids.join(' or ')}. Name the version by its id.`,
    );
  }

  #version(id: string): BundledVersion {
    const version = own(this.#data.versions, id);
    if (version !== undefined) return version;
    throw new LedgerError(
      'version-not-found',
      { version: id },
      `The bundle names version ${id} and does not hold it. Export it again.`,
    );
  }

  #prepare(id: string): PreparedDocument {
    const known = this.#prepared.get(id);
    if (known !== undefined) return known;
    const version = this.#version(id);
    const { format, frontMatter, body } = version;
    const document: PromptDocument = { format, frontMatter, body };
    const prepared = prepareWith(document, {
      engine: this.#parts.engineOf(format),
      places: () => placesOf(version),
      prepareSource: this.#parts.readSource,
    });
    this.#prepared.set(id, prepared);
    return prepared;
  }

  #includesOf(id: string): IncludeResolver {
    return reference => {
      const included = own(this.#version(id).includes, reference);
      if (included !== undefined) {
        return { source: this.#prepare(included), include: this.#includesOf(included) };
      }
      throw new LedgerError(
        'version-not-found',
        { reference },
        `The version did not record what "${reference}" meant. Commit the prompt again.`,
      );
    };
  }
}

function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function tagNotFound(prompt: string, tag: string, tags: Readonly<Record<string, string>>): never {
  const names = Object.keys(tags);
  const similar = similarNames(tag, names);
  const hint = similar.length === 0 ? '' : ` ${didYouMean(similar)}`;
  const has = names.length === 0 ? 'It has no tag.' : `It has: ${names.join(', ')}.`;
  throw new LedgerError(
    'tag-not-found',
    { prompt, tag, tags: names, similar },
    `In this bundle, "${prompt}" has no tag "${tag}".${hint} ${has}`,
  );
}
