import { deepStrictEqual } from 'node:assert/strict';
import { renameIncludes } from '../../src/interop/includeNames';

const inFolder = (prompt: string): string => `bot/${prompt}`;

describe('the names of included prompts', () => {
  it('change in every template, with their versions and all else as written', () => {
    const source =
      '---\ntype: chat\n# kept\n---\nsystem:\n{{> style }} and {{>a/b@production}}\nuser:\n{{style}} > style\n';
    deepStrictEqual(renameIncludes(source, inFolder), {
      source: source.replace('> style }}', '> bot/style }}').replace('>a/b', '>bot/a/b'),
      includes: [
        { prompt: 'bot/style', selector: undefined },
        { prompt: 'bot/a/b', selector: 'production' },
      ],
    });
  });

  it('stay where nothing is included, and where a text is no document', () => {
    for (const source of ['---\nformat: none\n---\n{{> a}}', '---\ntype: 3\n---\n{{> a}}', 'Hi']) {
      deepStrictEqual(renameIncludes(source, inFolder), { source, includes: [] });
    }
  });
});
