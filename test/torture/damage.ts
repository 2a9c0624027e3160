import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../support/openedRegistry';
import { answersOf } from './answers';
import type { Ordeal, Round } from './ordeal';
import type { Random } from './random';
import { makeRegistry } from './world';

const DAMAGED_A_ROUND = 30;

/** What can happen to a file: its bytes, and those of another record, to what is there afterwards. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: Random, other: Buffer) => Buffer>> =
  {
    'one bit flipped': (bytes, random) => {
      const flipped = Buffer.from(bytes);
      const at = random.below(bytes.length);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.below(8)), at);
      return flipped;
    },
    'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
    emptied: () => Buffer.alloc(0),
    doubled: bytes => Buffer.concat([bytes, bytes]),
    'a block of zeros': (bytes, random) => {
      const zeroed = Buffer.from(bytes);
      return zeroed.fill(0, random.below(bytes.length));
    },
    'another record in its place': (_bytes, _random, other) => other,
    'a link in its place': bytes => bytes,
  };

/**
 * One record file after another is damaged, in every way. Each question is answered as it was, or is
 * refused; no answer is another one without a word, and `verify` names the file.
 */
export const damage: Ordeal = {
  name: 'damage',
  round: async round => {
    const root = join(round.folder, '.promptledger');
    const files = await makeRegistry(root, round.random);
    const sound = await answersOf(root);
    for (let count = 0; count < DAMAGED_A_ROUND; count += 1) {
      const file = round.random.pick(files);
      const how = round.random.pick(Object.keys(DAMAGES));
      const [bytes, other] = await Promise.all([
        readFile(file),
        readFile(round.random.pick(files)),
      ]);
      const damaged = DAMAGES[how]?.(bytes, round.random, other) ?? bytes;
      if (how !== 'a link in its place' && damaged.equals(bytes)) continue;
      await put(file, how, damaged);
      await judge(round, { root, file, how, sound });
      await rm(file);
      await writeFile(file, bytes);
    }
  },
};

async function put(file: string, how: string, bytes: Buffer): Promise<void> {
  if (how !== 'a link in its place') return writeFile(file, bytes);
  const elsewhere = join(file, '..', '..', '..', '..', 'elsewhere.json');
  await cp(file, elsewhere);
  await rm(file);
  await symlink(elsewhere, file);
}

interface Damaged {
  readonly root: string;
  readonly file: string;
  readonly how: string;
  readonly sound: ReadonlyMap<string, string>;
}

async function judge({ findings }: Round, { root, file, how, sound }: Damaged): Promise<void> {
  findings.count(`files with ${how}`);
  for (const [question, answer] of await answersOf(root)) {
    findings.count('questions to a damaged registry');
    if (answer === sound.get(question) || answer.startsWith('refused')) continue;
    findings.found('unseen', `${question} is ${answer} with ${how}: ${file}`);
  }
  const opened = await openRegistry(root);
  const { problems } = await opened.registry.verify();
  const isNamed = problems.some(({ path }) => file.endsWith(path));
  if (!isNamed) findings.found('unseen', `verify does not name ${file}, with ${how}`);
  opened.close();
}
