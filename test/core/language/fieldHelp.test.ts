import { deepStrictEqual } from 'node:assert';
import { FRONT_MATTER_KEYS } from '../../../src/core/prompt/document/frontMatterFields';
import { parseDocument } from '../../../src/core/prompt/document/document';
import {
  FIELD_HELP,
  INPUT_FIELD_HELP,
  PARAMETER_HELP,
  VALUE_HELP,
} from '../../../src/core/language/fieldHelp';

describe('The help for front matter', () => {
  it('has every key, in the order of the documentation, and no other', () => {
    deepStrictEqual(Object.keys(FIELD_HELP), FRONT_MATTER_KEYS);
  });

  it('says something everywhere', () => {
    const all = [FIELD_HELP, INPUT_FIELD_HELP, PARAMETER_HELP].flatMap(help =>
      Object.entries(help),
    );
    deepStrictEqual(
      all.filter(([, { help }]) => !help.endsWith('.') && !help.includes(':')),
      [],
    );
  });

  for (const [key, choices] of Object.entries(VALUE_HELP)) {
    it(`offers for ${key} only what it takes`, () => {
      for (const choice of Object.keys(choices)) {
        const { problems } = parseDocument(`---\n${key}: ${choice}\n---\nuser:\n`);
        deepStrictEqual(
          problems.filter(({ line }) => line === 2),
          [],
          choice,
        );
      }
    });
  }
});
