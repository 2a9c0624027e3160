import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EVIL } from './hostileRecords';
import type { Random } from './random';

const NAMES = [
  'a b',
  '-x',
  '..',
  'CON',
  'constructor',
  '__proto__',
  'ünïcode',
  '😀',
  'line\nbreak',
  '\u001b[31mred\u001b[0m',
  '\u202etxt',
  'x'.repeat(240),
  'UPPER',
  '%2e%2e',
  '$(touch pwned)',
];
const RECORD = `20260301T000000000Z-${'0'.repeat(32)}.json`;

/** What may lie where a file is looked for. */
const PUTS: Readonly<Record<string, (path: string, root: string) => Promise<unknown>>> = {
  'a file': path => writeFile(path, 'odd {{x}}\n'),
  'an empty file': path => writeFile(path, ''),
  'bytes that are no text': path => writeFile(path, Buffer.from([0xff, 0xfe, 0, 0xc3, 0x28])),
  'a folder': path => mkdir(path),
  'a link out of the registry': path => symlink('/etc/passwd', path),
  'a link to itself': path => symlink(path, path),
  'a link to the folder above': path => symlink('..', path),
  'a link to nothing': path => symlink('nowhere', path),
  'a link to what never ends': path => symlink('/dev/zero', path),
  'a pipe': path => promisify(execFile)('mkfifo', [path]),
};

/** Places below a registry at which something odd may lie. Those of records belong to nobody honest. */
function placeOf(random: Random): string {
  const name = random.pick(NAMES);
  return random.pick([
    join('records', EVIL, RECORD),
    join('records', EVIL, `${name}.json`),
    join('records', name === '..' ? EVIL : name, RECORD),
    join('records', `${name}.json`),
    join('prompts', `${name}.prompt`),
    join('prompts', `${EVIL}.prompt`),
    join('prompts', ...Array.from({ length: 40 }, () => 'deep'), `${name}.prompt`),
    join('samples', EVIL, `${name}.json`),
    join('samples', `${name}.json`),
    `${name}.json`,
    join('cache', name === '..' ? 'odd' : name),
  ]);
}

/**
 * Puts something odd at an odd place of a registry, where nothing lies.
 * @returns what, in words
 */
export async function plantFile(root: string, random: Random): Promise<string> {
  const how = random.pick(Object.keys(PUTS));
  const place = placeOf(random);
  const path = join(root, place);
  await mkdir(dirname(path), { recursive: true });
  const isFree = !(await readdir(dirname(path))).includes(path.slice(dirname(path).length + 1));
  if (isFree) await PUTS[how]?.(path, root);
  return `${how} at ${JSON.stringify(place.slice(0, 60))}`;
}
