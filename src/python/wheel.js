// @ts-check
/**
 * The package for Python as a wheel (PEP 427), which `pip install` takes from a path: a zip whose bytes follow
 * from the sources alone.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { mkdir, readdir, readFile, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { deflateRawSync } = require('node:zlib');
const { joinPython } = require('./join.js');
const manifest = require('../../package.json');

const FOLDER = join(__dirname, 'promptledger');
const NAME = 'promptledger';
/** The first moment that a zip can name: the files of a wheel have no time of their own. */
const FIRST_DAY = 0x0021;
const PLAIN_FILE = 0o100644 * 0x10000;

/**
 * What an esbuild build needs where `promptledger.py` is imported: the package as one file.
 * @type {import('esbuild').Plugin}
 */
const pythonFile = {
  name: 'python-file',
  setup(build) {
    build.onResolve({ filter: /\/promptledger\.py$/ }, () => ({
      path: 'promptledger.py',
      namespace: 'python',
    }));
    build.onLoad({ filter: /.*/, namespace: 'python' }, () => ({
      // As text, its lines would look like those of an ES module.
      contents: joinPython(),
      loader: 'base64',
    }));
  },
};

/**
 * Writes the wheel and the single file into a folder.
 * @param {string} folder
 * @returns {Promise<string>} the path of the wheel
 */
async function buildPython(folder) {
  await mkdir(folder, { recursive: true });
  const wheel = join(folder, `${NAME}-${manifest.version}-py3-none-any.whl`);
  await writeFile(wheel, zipOf(await wheelFiles()));
  await writeFile(join(folder, `${NAME}.py`), joinPython());
  return wheel;
}

async function wheelFiles() {
  const names = (await readdir(FOLDER)).filter(name => /\.py$|^py\.typed$/.test(name)).sort();
  const modules = names.map(async name => ({
    path: `${NAME}/${name}`,
    content: withLineFeeds(await readFile(join(FOLDER, name))),
  }));
  const info = `${NAME}-${manifest.version}.dist-info`;
  const files = [
    ...(await Promise.all(modules)),
    { path: `${info}/METADATA`, content: Buffer.from(metadata()) },
    { path: `${info}/WHEEL`, content: Buffer.from(WHEEL) },
    {
      path: `${info}/licenses/LICENSE`,
      content: await readFile(join(__dirname, '../../LICENSE')),
    },
  ];
  const record = files.map(({ path, content }) => {
    const digest = createHash('sha256').update(content).digest('base64url');
    return `${path},sha256=${digest},${content.length}\n`;
  });
  const list = `${record.join('')}${info}/RECORD,,\n`;
  return [...files, { path: `${info}/RECORD`, content: Buffer.from(list) }];
}

/** A checkout on Windows may have other line ends. */
function withLineFeeds(content) {
  return Buffer.from(content.toString('utf8').replaceAll('\r\n', '\n'));
}

const WHEEL = [
  'Wheel-Version: 1.0',
  'Generator: promptledger',
  'Root-Is-Purelib: true',
  'Tag: py3-none-any',
  '',
].join('\n');

function metadata() {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
  return [
    'Metadata-Version: 2.1',
    `Name: ${NAME}`,
    `Version: ${manifest.version}`,
    'Summary: Reads prompts of a Prompt Ledger registry, and renders them',
    `License: ${manifest.license}`,
    'Requires-Python: >=3.9',
    'Provides-Extra: jinja2',
    'Requires-Dist: jinja2>=3.1; extra == "jinja2"',
    'Description-Content-Type: text/markdown',
    '',
    readme,
  ].join('\n');
}

/** A zip of these files. */
function zipOf(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { path, content } of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content, { level: 9 });
    const fields = entryFields(name, content, packed);
    const header = Buffer.concat([littleEndian([[0x04034b50, 4], ...fields]), name, packed]);
    const place = [[0, 2], [0, 2], [0, 2], [PLAIN_FILE, 4], [offset, 4]]; // prettier-ignore
    directory.push(littleEndian([[0x02014b50, 4], [0x0314, 2], ...fields, ...place]), name);
    parts.push(header);
    offset += header.length;
  }
  const listing = Buffer.concat(directory);
  const counts = [[0, 2], [0, 2], [files.length, 2], [files.length, 2]]; // prettier-ignore
  const end = [[0x06054b50, 4], ...counts, [listing.length, 4], [offset, 4], [0, 2]];
  return Buffer.concat([...parts, listing, littleEndian(end)]);
}

/** What stands both before a file and in the directory: UTF-8 names, deflated. */
function entryFields(name, content, packed) {
  return [
    ...[[20, 2], [0x0800, 2], [8, 2], [0, 2], [FIRST_DAY, 2]], // prettier-ignore
    ...[[crc32(content), 4], [packed.length, 4], [content.length, 4]], // prettier-ignore
    ...[[name.length, 2], [0, 2]], // prettier-ignore
  ];
}

function littleEndian(fields) {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

function crc32(content) {
  let found = 0xffffffff;
  for (const byte of content) {
    found ^= byte;
    for (let bit = 0; bit < 8; bit++) found = (found >>> 1) ^ (found & 1 ? 0xedb88320 : 0);
  }
  return (found ^ 0xffffffff) >>> 0;
}

module.exports = { buildPython, pythonFile };
