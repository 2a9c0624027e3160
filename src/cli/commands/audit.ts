import { printCsv } from '../../core/ledger/audit/csv';
import type { LedgerEvent } from '../../core/ledger/audit/events';
import { changelog as changelogOf, events } from '../../registry/audit';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import type * as operations from '../../operations/declared/audit';
import type { InputFor } from '../../operations/operation';
import type { Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';
import { localTime } from '../when';
import { writeOutput } from '../writeOutput';

interface AuditInput extends InputFor<typeof operations.audit> {
  readonly limit?: number | undefined;
  readonly format?: 'text' | 'csv' | 'json' | undefined;
  readonly output?: string | undefined;
}

export const audit: Run<AuditInput> = async (context, { limit, format, output, ...filter }) => {
  const opened = await context.read();
  await requireTagOrEnvironment(opened.ledger, filter.environment);
  const found = await context.progress('Reading every record…', () =>
    events(opened.ledger, filter),
  );
  const shown = limit === undefined ? found : found.slice(0, limit);
  const print = (style: Style): string =>
    format === 'csv'
      ? printCsv(shown)
      : format === 'json'
        ? `${JSON.stringify(shown, null, 2)}\n`
        : printEvents(shown, style);
  const written = await writeOutput(context, output, format ?? 'text', print(PLAIN));
  const isData = format === 'csv' || format === 'json';
  return written ?? { value: shown, text: print, isData };
};

const plain = (text: string): string => text;
const PLAIN: Style = {
  ...{ bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain },
};

function printEvents(found: readonly LedgerEvent[], style: Style): string {
  if (found.length === 0) return 'Nothing like that happened.\n';
  return printTable(
    found.map(({ at, kind, prompt, tag, number, author, text }) => [
      style.dim(localTime(at)),
      kind === 'rollback' ? style.yellow(kind) : kind,
      style.bold(tag === null ? prompt : `${prompt}@${tag}`),
      number === null ? '' : `v${number}`,
      author.name,
      text.split('\n')[0] ?? '',
    ]),
  );
}

export const changelog: Run<
  InputFor<typeof operations.changelog> & { readonly output?: string | undefined }
> = async (context, { environment, from, to, output }) => {
  const { ledger } = await context.read();
  const value = await changelogOf(ledger, { environment, from, to });
  const written = await writeOutput(context, output, 'markdown', value.markdown);
  return written ?? { value, text: value.markdown, isData: true };
};
