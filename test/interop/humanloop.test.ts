import { match, strictEqual } from 'node:assert/strict';
import { isHumanloop } from '../../src/interop/humanloop';
import { imported, refusalOf } from '../support/interopFiles';

const FRONT = '---\nmodel: gpt-4o\nprovider: openai\nendpoint: chat\n---\n\n';
const EXAMPLE = 'You answer letters.\n\n<example>\n<user>\nIs it open?\n</user>\n</example>\n';
const TAGS = '<system>\nRules.\n</system>\n\n<user>\nHi {{who}}\n</user>\n';

describe('a prompt of Humanloop', () => {
  it('is refused, with the way to take it as it is', () => {
    match(
      refusalOf(() => imported('a.prompt', `${FRONT}${TAGS}`)),
      /^a\.prompt: This looks like a prompt of Humanloop, .*--from prompt/,
    );
    strictEqual(imported('a.prompt', `${FRONT}${TAGS}`, { from: 'prompt' }).format, 'prompt');
  });

  const cases: [file: string, text: string, is: boolean][] = [
    ['a.prompt', `${FRONT}${TAGS}`, true],
    ['a.prompt', `${FRONT}<user name="Ada">Hi</user>`, true],
    ['a.prompt', TAGS, false],
    ['a.md', `${FRONT}${TAGS}`, false],
    ['a.txt', TAGS, false],
    ['a.prompt', `${FRONT}${EXAMPLE}`, false],
    ['a.prompt', `${FRONT}<system>\nRules.\n</system>\nHello {{who}}`, false],
    ['a.prompt', `---\ntype: chat\n---\nsystem:\n${TAGS}`, false],
    ['a.prompt', `---\nformat: none\n---\n${TAGS}`, false],
  ];
  for (const [file, text, is] of cases) {
    it(`${is ? 'is' : 'is not'} ${JSON.stringify([file, text])}`, () => {
      strictEqual(isHumanloop({ file, text }), is);
      if (!is) strictEqual(imported(file, text).source, text);
    });
  }
});
