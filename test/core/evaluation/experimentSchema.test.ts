import { equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { experimentSchema } from '../../../src/core/evaluation/experimentSchema';
import { projectPath } from '../../support/sourceFiles';
import { BAD, GOOD } from './experimentTexts';

/** What a schema cannot say of a file; the reader does. */
const BEYOND =
  /mean the same|Not a name|B!|\.\.\/|\[a, a\]|type: contains$|values: \{\} \}|expected: x$|dataset: b|\[$/;

describe('The schema of experiments', () => {
  const schema = experimentSchema();
  const isValid = new Ajv({ strict: false }).compile(schema);

  it('is the one that was generated: npm run generate', () => {
    const file = projectPath('media/schemas/experiment.schema.json');
    equal(readFileSync(file, 'utf8'), `${JSON.stringify(schema, null, 2)}\n`);
  });

  for (const text of GOOD.filter(item => !/:\n[a-z]+:\n/.test(item))) {
    it(`takes ${JSON.stringify(text).slice(0, 60)}, as the reader does`, () => {
      equal(isValid(parse(text)), true, JSON.stringify(isValid.errors));
    });
  }

  for (const [text] of BAD.filter(
    ([item, , sentence]) => !BEYOND.test(item) && !BEYOND.test(sentence.source),
  )) {
    it(`refuses ${JSON.stringify(text).slice(0, 60)}, as the reader does`, () => {
      equal(isValid(parse(text)), false);
    });
  }
});
