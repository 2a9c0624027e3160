/**
 * Works on a registry at random without a pause: `node writer.cjs ROOT SEED NAME [COUNT]`. Prints the path
 * below `records/` of each record of an act that was done: from then on it must not be lost.
 */
import { writeSync } from 'node:fs';
import { LedgerError } from '../../src/core/base/errors';
import { recordFileName } from '../../src/core/ledger/records/recordFile';
import type { Draft, LedgerRecord } from '../../src/core/ledger/records/records';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { DocumentFiles } from '../../src/store/documentFiles';
import { RecordFiles } from '../../src/store/recordFiles';
import { RecordNames } from '../../src/store/recordNames';
import { actAtRandom } from './acts';
import { Random } from './random';

/** Record files, and the paths of those that this process has written since it was last asked. */
class ToldRecords extends RecordFiles {
  #written: string[] = [];

  override async append<T extends LedgerRecord>(draft: Draft<T>): Promise<T> {
    const record = await super.append<T>(draft);
    this.#written.push(`${record.prompt}/${recordFileName(record.at, record.id)}`);
    return record;
  }

  written(): readonly string[] {
    return this.#written.splice(0);
  }
}

async function main([root = '', seed, name = '', count]: readonly string[]): Promise<void> {
  const author = { name, email: `${name.toLowerCase()}@example.com` };
  const records = new ToldRecords(root);
  const registry = new Registry({
    records,
    documents: new DocumentFiles(root),
    names: new RecordNames(records),
    clock: Date.now,
    identity: () => Promise.resolve(author),
    digest,
  });
  const random = new Random(Number(seed));
  for (let acts = 0; acts < Number(count ?? Infinity); acts += 1) {
    // At once: what this process still holds is gone when it is killed.
    const told = await attempt(() => actAtRandom(registry, random), records);
    writeSync(1, told.map(line => `${line}\n`).join(''));
  }
}

async function attempt(
  act: () => Promise<unknown>,
  records: ToldRecords,
): Promise<readonly string[]> {
  try {
    await act();
    return records.written();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return [`refused ${error.code}`, ...records.written().map(path => `untrue ${path}`)];
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
