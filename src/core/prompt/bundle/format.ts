import { LedgerError } from '../../base/errors';
import { brokenPart } from './shape';
import type { DocumentPlaces } from '../render/preparedDocument';
import type {
  Body,
  DocumentLayout,
  PromptDocument,
  TemplateFormat,
  TemplatePlace,
} from '../document/model';

/** The one format of bundles that there is. A reader refuses what it does not know. */
export const BUNDLE_FORMAT = 1;

/**
 * Prompts to be rendered without a registry: one JSON value, documents already parsed. It holds who
 * wrote nothing, so that it can go anywhere that the prompts can.
 */
export interface BundleData {
  readonly promptledger: { readonly bundle: typeof BUNDLE_FORMAT };
  /** By current name. */
  readonly prompts: Readonly<Record<string, BundledPrompt>>;
  /** Former names, and the current name of the prompt that each leads to. */
  readonly aliases: Readonly<Record<string, string>>;
  /** By id: those to be asked for, and those that they include. */
  readonly versions: Readonly<Record<string, BundledVersion>>;
}

export interface BundledPrompt {
  /** The id of the newest version, whether or not the bundle holds it. */
  readonly latest: string | null;
  /** The tags whose version the bundle holds. */
  readonly tags: Readonly<Record<string, string>>;
  /** The ids of the versions that can be asked for, oldest first. */
  readonly versions: readonly string[];
  /** Numbers that two branches made, and all ids that each could mean. */
  readonly ambiguous?: Readonly<Record<string, readonly string[]>>;
}

export interface BundledVersion {
  readonly prompt: string;
  readonly number: number;
  readonly at: string;
  /** Each reference as written, and the id of the version that it means. */
  readonly includes: Readonly<Record<string, string>>;
  readonly format: TemplateFormat;
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: Body;
  /** Where templates and messages stand in the source, to say where a variable is missing. */
  readonly places: BundledPlaces;
}

/** `DocumentPlaces` as JSON has it. */
interface BundledPlaces {
  readonly templates: readonly BundledPlace[];
  readonly messages: DocumentPlaces['messages'];
}

type BundledPlace = Omit<TemplatePlace, 'escapedLines'> & {
  readonly escapedLines?: readonly number[];
};

/** A document in the form of a bundle. */
export function bundleDocument(
  { format, frontMatter, body }: PromptDocument,
  layout: DocumentLayout,
): Pick<BundledVersion, 'format' | 'frontMatter' | 'body' | 'places'> {
  return {
    format,
    frontMatter,
    body,
    places: {
      templates: layout.templates.map(({ escapedLines, ...place }) =>
        escapedLines === undefined ? place : { ...place, escapedLines: [...escapedLines] },
      ),
      messages: layout.messages.map(({ line, nameColumn }) =>
        nameColumn === undefined ? { line } : { line, nameColumn },
      ),
    },
  };
}

/** The places of a bundled document as rendering asks for them. */
export function placesOf({ places }: BundledVersion): DocumentPlaces {
  return {
    messages: places.messages,
    templates: places.templates.map(({ escapedLines, ...place }) =>
      escapedLines === undefined ? place : { ...place, escapedLines: new Set(escapedLines) },
    ),
  };
}

/** The error for a bundle that says nothing that can be used; `cause` is what went wrong. */
export function brokenBundle(part: string, cause?: unknown): LedgerError {
  const message = `The bundle is broken: "${part}" is missing or not of the right form. Export it again.`;
  return new LedgerError('invalid-argument', { part }, message, cause);
}

/**
 * `value` as a bundle: every place that finding a version relies on is of the right form. Throws
 * `invalid-argument` for anything else, `registry-newer` for a format of the future.
 */
export function requireBundle(value: unknown): BundleData {
  const head = isMapping(value) ? value.promptledger : undefined;
  const format = isMapping(head) ? head.bundle : undefined;
  if (format === BUNDLE_FORMAT && isMapping(value)) {
    const part = brokenPart(value);
    if (part !== undefined) throw brokenBundle(part);
    return value as unknown as BundleData;
  }
  const isNewer = typeof format === 'number' && format > BUNDLE_FORMAT;
  throw new LedgerError(
    isNewer ? 'registry-newer' : 'invalid-argument',
    { format },
    isNewer
      ? `The bundle has format ${format}, and this reader knows ${BUNDLE_FORMAT}. Update promptledger.`
      : 'This is no bundle of prompts. Write one with "promptledger export --all --format bundle".',
  );
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
