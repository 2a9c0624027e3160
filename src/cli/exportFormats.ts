import { printJson } from '../core/base/json';
import { VERSION_FORMATS } from '../interop/formatNames';
import type { ExportedVersion } from '../interop/versionFormats';
import type { Context } from './command';

/** What an export has to work with. */
export interface ExportInput {
  readonly context: Context;
  /** The chosen versions: one per prompt, sorted by prompt. */
  readonly versions: readonly ExportedVersion[];
  /** The version that was named. */
  readonly ref: string | undefined;
  /** Says what the format leaves out. */
  readonly warn: (warning: string) => void;
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
  ...VERSION_FORMATS.map(({ name, summary, takes }): ExportFormat => {
    return {
      name,
      summary,
      takes,
      print: async ({ versions, warn }) => {
        const { printVersions } = await import('../interop/versionFormats');
        const { text, warnings } = printVersions(name, versions);
        warnings.forEach(warn);
        return text;
      },
    };
  }),
  {
    name: 'bundle',
    summary: 'JSON for applications: parsed prompts and what they include',
    takes: 'bundle',
    print: async ({ context, ref }) => {
      const { registry } = await context.open();
      const { tag } = context.options;
      return `${printJson(await registry.bundle({ ref, tag }))}\n`;
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
