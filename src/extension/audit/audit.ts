import { printCsv } from '../../core/ledger/audit/csv';
import { LedgerError } from '../../core/base/errors';
import type { Command } from '../shell/command';
import { BACK, pick } from '../shell/wizard';
import { showText } from '../shell/showText';

/** Shows everything that happened as a table; gives it to programs. */
export const audit: Command<'audit'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.current();
  if (!isInteractive) return session.registry.events(input);
  context.surfaces.audit(input.prompt === undefined ? {} : { prompt: input.prompt });
  return undefined;
};

/** Everything that happened as a text, CSV or JSON; a person gets it in an editor, to be saved. */
export const exportAudit: Command<'exportAudit'> = async (
  { registryHost },
  { input, isInteractive },
) => {
  const session = await registryHost.current();
  const format = input.format ?? (isInteractive ? await askFormat() : 'csv');
  if (format === undefined) return undefined;
  if (format !== 'csv' && format !== 'json') {
    const message = `There is no format "${format}". There are: csv, json.`;
    throw new LedgerError('invalid-argument', { format }, message);
  }
  const events = await session.registry.events(input);
  const content = format === 'csv' ? printCsv(events) : `${JSON.stringify(events, null, 2)}\n`;
  if (isInteractive) await showText(content, format === 'csv' ? 'csv' : 'json');
  return content;
};

async function askFormat(): Promise<string | undefined> {
  const items = [
    { label: 'CSV', description: 'for a spreadsheet', value: 'csv' },
    { label: 'JSON', description: 'for a program', value: 'json' },
  ];
  const place = { title: 'Export Audit', step: 1, totalSteps: 1, placeholder: 'Choose a format' };
  const answer = await pick({ ...place, items });
  return answer === BACK ? undefined : answer;
}
