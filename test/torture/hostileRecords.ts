import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from './random';

/** The prompt that belongs to nobody honest. */
export const EVIL = 'evil';

const AT = '2026-03-01T00:00:00.000Z';
const ABSENT = '0'.repeat(32);

/** What a record may say of anything. */
const GARBAGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  2 ** 53,
  '',
  'constructor',
  '__proto__',
  'latest',
  '../../../etc/passwd',
  'a\u0000b',
  '\u001b[31mred',
  '\u202egnirts',
  '\ud800',
  'x'.repeat(100_000),
  [],
  {},
  [null],
  [[[[[]]]]],
  JSON.parse('{"__proto__": {"polluted": true}}'),
  Array.from({ length: 2000 }, () => ABSENT),
];

const DATES = [
  '1970-01-01T00:00:00.000Z',
  '2026-02-30T00:00:00.000Z',
  '2027-01-01T00:00:00.000Z',
  '9000-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999Z',
  '-000001-01-01T00:00:00.000Z',
  'yesterday',
];

type Fields = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, Fields>> = {
  version: { parents: [], number: 1, message: '', includes: {}, source: ['x {{y}}', ''] },
  tag: { tag: 'staging', version: ABSENT, previous: [], description: '', immutable: true },
  release: {
    ...{ environment: 'production', from: null, version: ABSENT, previous: [] },
    ...{ rollback: false, changelog: '', verdict: { breaking: false } },
  },
  approval: { environment: 'production', version: ABSENT, note: '' },
  prompt: { description: 'd', labels: ['l'], archived: true },
  rename: { from: 'nobody' },
};

/** One thing that a stranger's record may be: made of a random one. Returns its text and its date. */
const RECORDS: Readonly<Record<string, (random: Random) => Fields | string>> = {
  'a record with garbage in a field': random => {
    const record = recordOf(random.pick(Object.keys(KINDS)));
    return { ...record, [random.pick(Object.keys(record))]: random.pick(GARBAGE) };
  },
  'a record without a field': random => {
    const record = recordOf(random.pick(Object.keys(KINDS)));
    return { ...record, [random.pick(Object.keys(record))]: undefined };
  },
  'a record of an odd kind': random =>
    recordOf(random.pick(['toString', '__proto__', 'novel', ''])),
  'a record with an odd date': random => ({
    ...recordOf(random.pick(Object.keys(KINDS))),
    at: random.pick(DATES),
  }),
  'a record nested without end': random => {
    const depth = random.pick([40, 2000, 100_000]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
    return JSON.stringify({ ...recordOf('release'), verdict: 'HERE' }).replace('"HERE"', nested);
  },
  'a version with thousands of parents': random => ({
    ...recordOf('version'),
    parents: idsOf(random.pick([1025, 2000, 150_000])),
  }),
  'a tag with thousands of causes': () => ({ ...recordOf('tag'), previous: idsOf(2000) }),
  'a version that includes what is not there, and itself': () => ({
    ...recordOf('version'),
    includes: { 'evil@latest': ABSENT, [EVIL]: ABSENT, constructor: ABSENT },
    source: ['{{> evil@latest}}{{> evil}}', ''],
  }),
  'a rename to and fro': random => ({
    ...recordOf('rename'),
    from: random.pick([EVIL, 'evil/../greeting', 'nobody', '__proto__']),
    previous: [ABSENT],
  }),
  'a version with a source of odd lines': random => ({
    ...recordOf('version'),
    source: random.pick([
      ['---', 'type: chat', '---', 'nobody:'],
      ['---', `a: ${'['.repeat(50_000)}`, '---', ''],
      Array.from({ length: 200_000 }, () => ''),
      ['a\nb', '\r', ''],
      [],
    ]),
  }),
  'no JSON at all': random =>
    random.pick(['', 'null', '[]', '"text"', '{', '\u0000', '1'.repeat(9_000)]),
};

function recordOf(kind: string): Fields {
  const author = { name: 'Mallory', email: 'mallory@example.com' };
  return { kind, prompt: EVIL, at: AT, author, ...KINDS[kind] };
}

function idsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => at.toString(16).padStart(32, '0'));
}

/**
 * Plants a record as a stranger may: its name is what its bytes say, whatever they say.
 * @returns what it is, in words
 */
export async function plantRecord(root: string, random: Random): Promise<string> {
  const what = random.pick(Object.keys(RECORDS));
  const made = RECORDS[what]?.(random) ?? '';
  const text = typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`;
  const id = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const at = typeof made === 'object' && typeof made.at === 'string' ? made.at : AT;
  const folder = join(root, 'records', EVIL);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${at.replaceAll(/[-:.]/g, '')}-${id}.json`), text);
  return what;
}
