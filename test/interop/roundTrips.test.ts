import { comesBackEqual } from '../support/roundTrips';

describe('what an export does not name', () => {
  for (const [format, file] of [
    ['dotprompt', 'a.prompt'],
    ['langfuse', 'a.json'],
    ['openai', 'a.json'],
    ['phoenix', 'a.json'],
    ['prompty', 'a.prompty'],
  ] as const) {
    it(`comes back equal from ${format}`, () => {
      comesBackEqual(format, file);
    });
  }
});
