import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRecord, recordFileName } from '../../src/core/ledger/records/recordFile';
import type { LedgerRecord, TagRecord, VersionRecord } from '../../src/core/ledger/records/records';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import { DocumentFiles } from '../../src/store/documentFiles';
import { ada, sealed } from '../support/recordBuilder';

/** How much a registry holds. */
export interface Size {
  readonly versions: number;
  readonly prompts: number;
}

/** As people say it: `10,000 versions / 200 prompts`. */
export function sizeName({ versions, prompts }: Size): string {
  const plural = prompts === 1 ? 'prompt' : 'prompts';
  return `${versions.toLocaleString('en')} versions / ${prompts} ${plural}`;
}

export function promptName(index: number): string {
  return `team-${index % 10}/prompt-${index}`;
}

/** A believable document of some 1.5 kB that differs from version to version. */
export function sourceOf(prompt: string, number: number): string {
  const rules = Array.from({ length: 20 }, (_, rule) => {
    return `${rule + 1}. Answer question ${(number * 7 + rule) % 100} of the customer in a friendly way.`;
  });
  return [
    '---',
    'type: chat',
    'model: openai/gpt-4o',
    '---',
    'system:',
    `You are ${prompt}, revision ${number}.`,
  ]
    .concat(rules, ['user:', '{{query}}', ''])
    .join('\n');
}

/** Writes a registry of this size into an empty folder: versions, two tags a prompt, documents. */
export async function writeRegistry(root: string, size: Size): Promise<void> {
  const documents = new DocumentFiles(root);
  await documents.initialize(INITIAL_CONFIG);
  const each = size.versions / size.prompts;
  for (let index = 0; index < size.prompts; index += 1) {
    const prompt = promptName(index);
    const records = recordsOf(prompt, each);
    const folder = join(root, 'records', ...prompt.split('/'));
    await mkdir(folder, { recursive: true });
    await Promise.all(records.map(record => writeRecord(folder, record)));
    await documents.write(prompt, sourceOf(prompt, each));
  }
}

function recordsOf(prompt: string, count: number): LedgerRecord[] {
  const records: VersionRecord[] = [];
  for (let number = 1; number <= count; number += 1) {
    const before = records.at(-1);
    const message = `Change ${number} of ${prompt}`;
    records.push(
      sealed<VersionRecord>({
        kind: 'version',
        prompt,
        at: new Date(Date.UTC(2025, 0) + number * 60_000).toISOString(),
        author: ada,
        parents: before === undefined ? [] : [before.id],
        number,
        message,
        includes: {},
        source: sourceOf(prompt, number).split('\n'),
      }),
    );
  }
  return [...records, ...['staging', 'beta'].map(tag => tagOf(records, tag))];
}

function tagOf(versions: readonly VersionRecord[], tag: string): TagRecord {
  const target = versions[versions.length >> 1];
  if (target === undefined) throw new Error('There is no version to tag.');
  const { prompt, author, id } = target;
  const at = new Date(Date.UTC(2026, 0)).toISOString();
  const said = { tag, version: id, previous: [], description: '', immutable: false };
  return sealed<TagRecord>({ kind: 'tag', prompt, at, author, ...said });
}

async function writeRecord(folder: string, record: LedgerRecord): Promise<void> {
  const { id, ...draft } = record;
  const text = printRecord(draft);
  await writeFile(join(folder, recordFileName(record.at, id)), text);
}
