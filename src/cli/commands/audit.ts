import { printCsv } from '../../core/ledger/audit/csv';
import { EVENT_KINDS, type LedgerEvent } from '../../core/ledger/audit/events';
import { changelog as changelogOf, events } from '../../registry/audit';
import { requireTagOrEnvironment } from '../tagNames';
import type { Context, Result, Run } from '../command';
import { readOptional } from '../moments';
import { printTable } from '../table';
import type { Style } from '../style';
import { localTime } from '../when';
import { writeOutput } from '../writeOutput';

export async function audit(context: Context, prompt?: string): Promise<Result> {
  const opened = await context.read();
  const { environment, author, grep, kind, since, until, limit, format } = context.options;
  await requireTagOrEnvironment(opened, environment);
  const found = await context.progress('Reading every record…', () =>
    events(opened.ledger, {
      ...{ prompt, environment, who: author, text: grep },
      kinds: kind && EVENT_KINDS.filter(name => kind.includes(name)),
      from: readOptional(since),
      to: readOptional(until, true),
    }),
  );
  const shown = limit === undefined ? found : found.slice(0, limit);
  const print = (style: Style): string =>
    format === 'csv'
      ? printCsv(shown)
      : format === 'json'
        ? `${JSON.stringify(shown, null, 2)}\n`
        : printEvents(shown, style);
  const written = await writeOutput(context, format ?? 'text', print(PLAIN));
  const isData = format === 'csv' || format === 'json';
  return written ?? { value: shown, text: print, isData };
}

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

export const changelog: Run = async (context, environment) => {
  const { ledger } = await context.read();
  const { since, until } = context.options;
  const span = { from: readOptional(since), to: readOptional(until, true) };
  const value = await changelogOf(ledger, { environment, ...span });
  const written = await writeOutput(context, 'markdown', value.markdown);
  return written ?? { value, text: value.markdown, isData: true };
};
