import { deepStrictEqual, match, strictEqual, throws } from 'node:assert/strict';
import { VERSION_FORMATS } from '../../src/interop/formatNames';
import {
  printVersions,
  versionFormat,
  type ExportedVersion,
} from '../../src/interop/versionFormats';
import { importedDocument } from '../support/interopFiles';

const author = { name: 'Ada', email: 'ada@example.com' };
const version = {
  id: 'a',
  prompt: 'p',
  number: 1,
  parents: [],
  message: 'm',
  author,
  at: 't',
  tags: ['x'],
  head: true,
  source: 'Hi {{name}}\n',
} as ExportedVersion;

describe('the formats of versions', () => {
  it('print what they hold', () => {
    strictEqual(printVersions('prompt', [version]).text, version.source);
    match(printVersions('csv', [version]).text, /^prompt,number,id/);
    deepStrictEqual(JSON.parse(printVersions('json', [version]).text), [version]);
  });

  it('of other systems come back as they were', () => {
    const endings = { dotprompt: 'a.prompt', prompty: 'a.prompty', openai: 'a.json' };
    for (const name of ['dotprompt', 'prompty', 'openai'] as const) {
      const { text } = printVersions(name, [version]);
      match(JSON.stringify(importedDocument(endings[name], text).body), /Hi \{\{name\}\}/, name);
    }
  });

  it('are known by their names', () => {
    for (const { name } of VERSION_FORMATS) strictEqual(versionFormat(name).name, name);
    throws(
      () => versionFormat('word'),
      /There are: prompt, json, csv, dotprompt, prompty, openai, phoenix/,
    );
  });
});
