import { deepStrictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { projectPath, sourceFiles } from '../support/sourceFiles';

const LAYERS = ['core', 'operations', 'registry', 'store', 'index', 'protocol', 'interop'];

/** Sources without a test of their own. */
const NOTHING_TO_RUN: Readonly<Record<string, string>> = {
  'core/evaluation/answer.ts': 'Types alone: what a model said.',
  'core/engines/template/position.ts': 'Types alone: where something stands.',
  'core/ledger/records/verdict.ts': 'Types alone: what a release record carries.',
  'interop/handlebars/nodes.ts': 'Types, and an error that carries a line.',
  'index/searchQuery.ts': 'A statement, asked in queries.test.ts.',
  'registry/answerStore.ts': 'Types alone: what fulfils them is tested in store/.',
  'registry/experimentSources.ts': 'Types alone: what fulfils them is tested in store/.',
  'registry/provider.ts': 'Types alone: what fulfils them is tested in providers/.',
  'registry/inputs.ts': 'Types alone: what the use cases are asked for.',
  'registry/ports.ts': 'Types alone: what fulfils them is tested in store/ and index/.',
};

/** Tests without a source of their own. */
const OF_NO_ONE_FILE: Readonly<Record<string, string>> = {
  'core/injection.ts': 'What no value can do, through documents, every engine and rendering.',
  'interop/leftOutInFiles.ts': 'That no format leaves a key of a file out without a word.',
  'interop/lineEnds.ts': 'What every format makes of the line ends of Windows inside its strings.',
  'registry/twins.ts': 'A law of the whole: a window and a program do and answer alike.',
  'registry/mergingClones.ts': 'A model of the whole: three clones and what must hold on them.',
  'core/engines/mustache/conformance.ts': 'The specification, run through the engine as a whole.',
  'core/engines/fstring/conformance.ts': 'What Python prints, run through the engine as a whole.',
  'core/engines/jinja/conformance.ts': 'What Jinja2 prints, run through the engine as a whole.',
};

/** The types of a room with the lists that they are made of, and what operations/all.test.ts holds. */
const isModel = (name: string): boolean =>
  name.endsWith('/model.ts') || name.startsWith('operations/declared/');

const sources = LAYERS.filter(layer => existsSync(projectPath(`src/${layer}`))).flatMap(layer =>
  sourceFiles(`src/${layer}`).map(name => `${layer}/${name}`),
);
const tests = LAYERS.filter(layer => existsSync(projectPath(`test/${layer}`)))
  .flatMap(layer => sourceFiles(`test/${layer}`).map(name => `${layer}/${name}`))
  .filter(name => name.endsWith('.test.ts'))
  .map(name => name.replace(/\.test\.ts$/, '.ts'));

describe('the tests', () => {
  it('have one file for every file of the pure layers', () => {
    const untested = sources.filter(
      name => !isModel(name) && !tests.includes(name) && !(name in NOTHING_TO_RUN),
    );
    deepStrictEqual(untested, []);
  });

  it('lie where the file lies that they test', () => {
    const stray = tests.filter(name => !sources.includes(name) && !(name in OF_NO_ONE_FILE));
    deepStrictEqual(stray, []);
  });

  it('need every exception that is listed here', () => {
    const sourceless = Object.keys(NOTHING_TO_RUN).filter(
      name => !sources.includes(name) || tests.includes(name),
    );
    const stray = Object.keys(OF_NO_ONE_FILE).filter(
      name => !tests.includes(name) || sources.includes(name),
    );
    deepStrictEqual([...sourceless, ...stray], []);
  });
});
