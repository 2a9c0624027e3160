import { deepStrictEqual, match } from 'node:assert/strict';
import {
  notePartials,
  readTemplate,
  type LangchainReading,
} from '../../src/interop/langchainTemplate';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const newReading = (): LangchainReading => ({
  file: { file: 'a.json', text: '' },
  warnings: [],
  formats: new Map(),
  partials: {},
});

describe('a template of LangChain', () => {
  it('notes its format where it was met first, and the values that were put in', () => {
    const reading = newReading();
    readTemplate(reading, { template: 'a', format: undefined, partials: { x: 1 } }, 'one');
    readTemplate(reading, { template: 'b', format: 'f-string', partials: undefined }, 'two');
    deepStrictEqual([...reading.formats], [['f-string', 'one.template_format']]);
    deepStrictEqual(reading.partials, { x: 1 });
  });

  it('names a value that was computed', () => {
    const reading = newReading();
    notePartials(reading, { now: { lc: 1, type: 'not_implemented' } }, 'kwargs');
    match(sentencesOf(reading.warnings).join(), /kwargs\.partial_variables\.now was computed/);
    deepStrictEqual(reading.partials, {});
  });

  it('is refused where it is no text', () => {
    const given = { template: 3, format: 'f-string', partials: undefined };
    match(
      refusalOf(() => readTemplate(newReading(), given, 'kwargs')),
      /kwargs\.template: /,
    );
  });
});
