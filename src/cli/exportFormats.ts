import type { VersionInfo } from '../core/shapes';
import { printCsv } from '../core/rows';
import type { Context } from './command';

/** A version with its document. */
export type ExportedVersion = VersionInfo & { readonly source: string };

/** What an export has to work with. */
export interface ExportInput {
  readonly context: Context;
  /** The chosen versions: one per prompt, sorted by prompt. */
  readonly versions: readonly ExportedVersion[];
  /** The version that was named. */
  readonly ref: string | undefined;
}

export interface ExportFormat {
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /** `one` version, any number of `versions`, the whole `registry`, what a `bundle` can hold, or `nothing`. */
  readonly takes: 'one' | 'versions' | 'registry' | 'bundle' | 'nothing';
  readonly print: (input: ExportInput) => string | Uint8Array | Promise<string | Uint8Array>;
}

/** Every format that `export` knows, in the order of its help. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    name: 'prompt',
    summary: 'the document of one version, as it is',
    takes: 'one',
    print: ({ versions }) => versions[0]?.source ?? '',
  },
  {
    name: 'json',
    summary: 'a list of versions with their documents',
    takes: 'versions',
    print: ({ versions }) => `${JSON.stringify(versions, null, 2)}\n`,
  },
  {
    name: 'csv',
    summary: 'a row for each version, for spreadsheets',
    takes: 'versions',
    print: ({ versions }) => printCsv(toRows(versions)),
  },
  {
    name: 'bundle',
    summary: 'one JSON file for applications: prompts parsed, with all that they include',
    takes: 'bundle',
    print: async ({ context, ref }) => {
      const { registry } = await context.open();
      const { tag } = context.options;
      return `${JSON.stringify(await registry.bundle({ ref, tag }))}\n`;
    },
  },
  {
    name: 'python',
    summary: 'promptledger.py, which opens a bundle in Python; it holds no prompt',
    takes: 'nothing',
    print: async () => {
      const { default: base64 } = await import('../python/promptledger.py');
      return Buffer.from(base64, 'base64').toString('utf8');
    },
  },
  {
    name: 'sqlite',
    summary: 'the whole registry as a database, with the tables of "sql"',
    takes: 'registry',
    print: async ({ context }) => {
      const { openPublicDatabase } = await import('../index/sqlViews');
      const { sqlite, index } = await context.index();
      const database = openPublicDatabase(sqlite, index.save());
      try {
        return database.export();
      } finally {
        database.close();
      }
    },
  },
];

function toRows(versions: readonly ExportedVersion[]) {
  const columns = ['prompt', 'number', 'id', 'at', 'author', 'email', 'message', 'tags', 'source'];
  const rows = versions.map(({ prompt, number, id, at, author, message, tags, source }) => [
    ...[prompt, number, id, at, author.name, author.email],
    ...[message, tags.join(' '), source],
  ]);
  return { columns, rows };
}
