import { IMPORT_TITLES, type ImportFormatName } from '../../interop/formatNames';
import { EXPORT_FORMATS } from './exportFormats';
import { ref } from './fields';
import { operation } from '../operation';
import { flag, oneOf, optional, text, texts } from '../schema';

const TITLES = Object.entries(IMPORT_TITLES);
const WIDTH = Math.max(...TITLES.map(([name]) => name.length)) + 2;

const importFiles = operation({
  name: 'import',
  summary: 'make working documents of prompts of other systems',
  description: `Nothing is committed. All files are read before anything is written.\n\nWhat can be imported:\n${TITLES.map(([name, title]) => `  ${name.padEnd(WIDTH)}${title}`).join('\n')}`,
  effect: 'writes',
  output: 'imported[] | importPlan[]',
  input: {
    files: texts('files of one kind or another'),
    from: optional(
      oneOf(
        TITLES.map(([name]) => name as ImportFormatName),
        'what they are, where that is not to be guessed',
      ),
    ),
    name: optional(text('name of the prompt, for a file that holds one')),
    folder: optional(text('put the names into this folder: support')),
    force: optional(flag('also over working documents that say something else')),
  },
});

const exportVersions = operation({
  name: 'export',
  summary: 'write versions or the whole registry in another format',
  description: `Formats:\n${EXPORT_FORMATS.map(({ name, summary }) => `  ${name.padEnd(11)}${summary}`).join('\n')}`,
  effect: 'reads',
  output: 'export',
  input: {
    ref: optional(ref),
    tag: optional(text('every prompt that has this tag, at that version')),
    format: oneOf(
      EXPORT_FORMATS.map(({ name }) => name),
      'one of the formats above',
    ),
  },
  examples: [[{ ref: 'support/greeting@production', format: 'prompt' }, 'the document']],
});

export const publish = operation({
  name: 'publish',
  summary: 'publish what environments serve, for a static host to hand out',
  description:
    'Writes a bundle for each, called by its hash, and last a small pointer such as production.json that applications follow. What is there already is left as it is, so it can be interrupted and repeated. To a folder, or by PUT to https://…; PROMPTLEDGER_PUBLISH_HEADER holds the headers that a host asks for, one a line.',
  effect: 'reads',
  output: 'published[]',
  input: {
    to: text('the folder, or the address below which the files are put'),
    tags: optional(texts('what these tags serve')),
    environments: optional(flag('every environment; so it is without a tag as well')),
    force: optional(flag('also over what follows a newer release')),
  },
});

export const types = operation({
  name: 'types',
  summary: 'print types for TypeScript: a wrong prompt, tag or variable fails to compile',
  effect: 'reads',
  output: 'export',
  input: {},
});

export const sql = operation({
  name: 'sql',
  summary: 'ask the registry in SQL, reading only',
  description:
    'Tables: prompts, labels, versions, version_parents, tags, tag_moves, releases, approvals, problems.',
  effect: 'reads',
  output: 'rows',
  input: { query: text('one SELECT in SQLite') },
  examples: [
    [
      { query: "SELECT prompt, number FROM tags WHERE tag = 'production'" },
      'what production serves',
    ],
  ],
});

// Words of the language itself cannot be declared, but they can be exported.
export { importFiles as import, exportVersions as export };
