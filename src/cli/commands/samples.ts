import { parseDocument } from '../../core/prompt/document/document';
import type { Values } from '../../core/prompt/document/inputs';
import { LedgerError } from '../../core/base/errors';
import { emptyValues, printSample, type ValueChange } from '../../core/prompt/samples/sample';
import { listFields } from '../../core/prompt/samples/sampleFields';
import { requireWorkingDocument } from '../../registry/sides';
import { sampleValues } from '../../registry/render';
import type * as operations from '../../operations/declared/rendering';
import type { InputFor } from '../../operations/operation';
import type { OpenedRegistry, Run } from '../command';
import { givenValues, type GivenValues } from '../variables';
import { sourceText } from '../../core/ledger/records/records';

export const list: Run<InputFor<typeof operations.samples>> = async (context, { prompt }) => {
  const { ledger, documents } = await context.read();
  const prompts =
    prompt === undefined
      ? (await documents.list()).map(entry => entry.prompt)
      : [(await ledger.existing(prompt)).name];
  const found: { prompt: string; sample: string }[] = [];
  for (const name of prompts) {
    try {
      const samples = await documents.samples(name);
      for (const sample of samples) found.push({ prompt: name, sample });
    } catch (error) {
      // What was asked for by name is answered with the reason.
      if (!(error instanceof LedgerError) || prompt !== undefined) throw error;
      ledger.leaveOut([{ path: `samples/${name}`, code: 'io', message: error.message }]);
    }
  }
  return {
    value: found,
    text: style =>
      found.length === 0
        ? 'There are no samples. Make one with: promptledger samples save <prompt> <sample>\n'
        : found.map(item => `${style.bold(item.prompt)} ${item.sample}\n`).join(''),
  };
};

export const show: Run<InputFor<typeof operations.showSample>> = async (
  context,
  { prompt, sample },
) => {
  const { ledger } = await context.read();
  const { name } = await ledger.existing(prompt);
  const values = await sampleValues(ledger, name, sample);
  return { value: values, text: printSample(values), isData: true };
};

export const save: Run<InputFor<typeof operations.saveSample> & GivenValues> = async (
  context,
  { prompt, sample, from, ...given },
) => {
  const opened = await context.open();
  const { name } = await opened.ledger.existing(prompt);
  const isNew = !(await opened.documents.samples(name)).includes(sample);
  const source = await sourceOf(opened, name);
  const values = await givenValues(context, given, source);
  const saved = await opened.registry.saveSample({
    prompt: name,
    sample,
    changes: changesOf(values, isNew && from === undefined ? source : undefined),
    copyOf: from ?? (isNew ? null : undefined),
  });
  const path = `${opened.root}/samples/${name}/${sample}.json`;
  return { value: saved, text: `Saved ${path}\n` };
};

/** Types come from the working document, or from the newest version where that is missing. */
async function sourceOf({ ledger, documents }: OpenedRegistry, name: string): Promise<string> {
  const { state } = await ledger.existing(name);
  const { latest } = state;
  const isMissing = (await documents.read(name)) === undefined;
  return isMissing && latest !== undefined
    ? sourceText(latest)
    : requireWorkingDocument(ledger, name);
}

/** What was given; a new sample has a field for every variable besides. */
function changesOf(given: Values, newFrom: string | undefined): readonly ValueChange[] {
  const { document, layout } = newFrom === undefined ? {} : parseDocument(newFrom);
  const empty = document === undefined ? [] : emptyValues(listFields(document, { layout }));
  const names = new Set(Object.keys(given));
  return [
    ...empty.filter(({ name }) => !names.has(name)),
    ...Object.entries(given).map(([name, value]) => ({ name, value })),
  ];
}
