import { printJson } from '../core/base/json';
import { printVersions, type ExportedVersion } from '../interop/versionFormats';
import type { EXPORT_FORMATS, ExportFormatName } from '../operations/declared/exportFormats';
import type { Context } from './command';
import type { Loss } from '../interop/loss';

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What an export has to work with. */
interface ExportInput {
  readonly context: Context;
  /** The chosen versions: one per prompt, sorted by prompt. */
  readonly versions: readonly ExportedVersion[];
  /** The version that was named. */
  readonly ref: string | undefined;
  /** The tag that was named. */
  readonly tag: string | undefined;
  /** Says what the format leaves out. */
  readonly warn: (loss: Loss) => void;
}

type Content = string | Uint8Array;

/** What is written in a format. Throws what reading the registry does. */
export function printExport(
  name: ExportFormatName,
  input: ExportInput,
): Content | Promise<Content> {
  if (name === 'bundle') return printBundle(input);
  if (name === 'python') return printPython();
  if (name === 'sqlite') return printDatabase(input);
  const { text, warnings } = printVersions(name, input.versions);
  warnings.forEach(input.warn);
  return text;
}

async function printBundle({ context, ref, tag }: ExportInput): Promise<string> {
  const { registry } = await context.open();
  return `${printJson(await registry.bundle({ ref, tag }))}\n`;
}

async function printPython(): Promise<string> {
  const { default: base64 } = await import('../python/promptledger.py');
  return Buffer.from(base64, 'base64').toString('utf8');
}

async function printDatabase({ context }: ExportInput): Promise<Uint8Array> {
  const { openPublicDatabase } = await import('../index/sqlViews');
  const { sqlite, index } = await context.index();
  const database = openPublicDatabase(sqlite, index.save());
  try {
    return database.export();
  } finally {
    database.close();
  }
}
