import fc from 'fast-check';
import { PROPERTIES } from './properties';

const RUNS = 500;

// `npm run fuzz` does the same with many more texts, and looks at the time that large ones take.
describe('any text', () => {
  for (const { name, inputs, check } of PROPERTIES) {
    it(`is bearable for ${name}`, () => {
      fc.assert(fc.property(inputs, check), { seed: 42, numRuns: RUNS });
    });
  }

  for (const { name, large, check } of PROPERTIES) {
    it(`is bearable for ${name}, however long`, () => {
      for (const make of large) check(make(2000));
    });
  }
});
