import { strictEqual } from 'node:assert/strict';
import { brokenPart } from '../../../../src/core/prompt/bundle/shape';

const VERSION = {
  ...{ prompt: 'a', number: 1, at: '2026', includes: {}, format: 'mustache', frontMatter: {} },
  ...{ body: { type: 'text', text: 'x' }, places: { templates: [], messages: [] } },
};
const BUNDLE = {
  prompts: { a: { latest: 'id', tags: { staging: 'id' }, versions: ['id'] } },
  aliases: { old: 'a' },
  versions: { id: VERSION },
};

describe('the shape of a bundle', () => {
  const cases: [what: string, bundle: object, part: string | undefined][] = [
    ['a sound one', BUNDLE, undefined],
    ['without prompts', { ...BUNDLE, prompts: undefined }, 'prompts'],
    ['with a tag that is no id', { ...BUNDLE, prompts: { a: { tags: { x: 1 } } } }, 'prompts'],
    ['with an alias of nothing', { ...BUNDLE, aliases: { old: null } }, 'aliases'],
    [
      'with a number below 1',
      { ...BUNDLE, versions: { id: { ...VERSION, number: 0 } } },
      'versions',
    ],
    [
      'with a body of no kind',
      { ...BUNDLE, versions: { id: { ...VERSION, body: [] } } },
      'versions',
    ],
  ];
  for (const [what, bundle, part] of cases) {
    it(`is checked: ${what}`, () => {
      strictEqual(brokenPart(bundle as Record<string, unknown>), part);
    });
  }
});
