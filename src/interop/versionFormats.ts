import { requireDocument } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import { printCsv } from '../core/base/csv';
import { exportDotprompt } from './dotpromptExport';
import type { Exported } from './exported';
import { lossesOnTheWay } from './comesBack';
import {
  VERSION_FORMATS,
  type ImportFormatName,
  type VersionFormat,
  type VersionFormatName,
} from './formatNames';
import { exportLangfuse } from './langfuseExport';
import { exportOpenai } from './openaiExport';
import { exportPhoenix } from './phoenixExport';
import { exportPrompty } from './promptyExport';
import type { PromptDocument } from '../core/prompt/document/model';
import type { VersionInfo } from '../core/ledger/derive/model';

/** A version with its document. */
export type ExportedVersion = VersionInfo & { readonly source: string };

type Print = (versions: readonly ExportedVersion[]) => Exported;

const PRINTERS: Readonly<Record<VersionFormatName, Print>> = {
  prompt: versions => exactly(versions[0]?.source ?? ''),
  json: versions => exactly(`${JSON.stringify(versions, null, 2)}\n`),
  csv: versions => exactly(printCsv(toRows(versions))),
  dotprompt: foreign('dotprompt', exportDotprompt),
  prompty: foreign('prompty', exportPrompty),
  openai: foreign('openai', exportOpenai),
  phoenix: foreign('phoenix', exportPhoenix),
  langfuse: foreign('langfuse', exportLangfuse),
};

/** The format of that name. Throws `invalid-argument`. */
export function versionFormat(name: string): VersionFormat & { readonly name: VersionFormatName } {
  const format = VERSION_FORMATS.find(item => item.name === name);
  if (format !== undefined) return format;
  const known = VERSION_FORMATS.map(item => item.name).join(', ');
  throw new LedgerError(
    'invalid-argument',
    { format: name },
    `There is no format "${name}". There are: ${known}.`,
  );
}

/** Writes versions in a format. Throws `invalid-document` for what it cannot say. */
export function printVersions(
  name: VersionFormatName,
  versions: readonly ExportedVersion[],
): Exported {
  return PRINTERS[name](versions);
}

type ForeignFormatName = Extract<VersionFormatName, ImportFormatName>;

function foreign(
  format: ForeignFormatName,
  exporter: (document: PromptDocument, prompt: string) => Exported,
): Print {
  const { ending } = versionFormat(format);
  return ([version]) => {
    if (version === undefined) return exactly('');
    const { source, prompt } = version;
    const document = requireDocument(source, prompt);
    const exported = exporter(document, prompt);
    const { text, warnings } = exported;
    return {
      text,
      warnings: [...warnings, ...lossesOnTheWay(document, exported, { format, ending })],
    };
  };
}

function exactly(text: string): Exported {
  return { text, warnings: [] };
}

function toRows(versions: readonly ExportedVersion[]) {
  const columns = ['prompt', 'number', 'id', 'at', 'author', 'email', 'message', 'tags', 'source'];
  const rows = versions.map(({ prompt, number, id, at, author, message, tags, source }) => [
    ...[prompt, number, id, at, author.name, author.email],
    ...[message, tags.join(' '), source],
  ]);
  return { columns, rows };
}
