import { deepStrictEqual, match, throws } from 'node:assert/strict';
import { LedgerError } from '../../src/core/base/errors';
import { importFiles } from '../../src/interop/importFiles';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const HEAD = '---\nmodel: m\nconfig: { temperature: 0 }\n---\n';
const blocks = (file: string, body: string) => ({ file, text: `${HEAD}${body}` });
const bodies = (...args: Parameters<typeof importFiles>) =>
  importFiles(...args).map(({ prompt, source }) => [prompt, source.split('\n---\n')[1]]);

describe('importing files together', () => {
  it('makes Jinja of all Dotprompts that include one with blocks or are included by it', () => {
    const files = [
      blocks('top.prompt', '{{> main}} {{q}}'),
      blocks('main.prompt', '{{> style}} {{#if vip}}Quick.{{/if}}'),
      blocks('_style.prompt', 'Be {{how}}. {{> deep}}'),
      { file: '_deep.prompt', text: 'Deep.' },
      blocks('other.prompt', '{{a}}'),
    ];
    deepStrictEqual(bodies(files), [
      ['top', '{% include "main" %} {{ q }}'],
      ['main', '{% include "style" %} {% if vip %}Quick.{% endif %}'],
      ['style', 'Be {{ how }}. {% include "deep" %}'],
      ['deep', 'Deep.'],
      ['other', '{{a}}'],
    ]);
    deepStrictEqual(
      importFiles(files).map(({ source }) => source.includes('format: jinja2')),
      [true, true, true, true, false],
    );
  });

  it('leaves Mustache where none has blocks, and files of other systems', () => {
    const files = [
      blocks('main.prompt', '{{> style}} {{> plain}}'),
      blocks('_style.prompt', 'Be kind.'),
      { file: 'plain.md', text: 'Plain {{x}}.' },
    ];
    deepStrictEqual(bodies(files).slice(0, 2), [
      ['main', '{{> style}} {{> plain}}'],
      ['style', 'Be kind.'],
    ]);
    const mixed = [blocks('main.prompt', '{{#if a}}{{> plain}}{{/if}}'), files[2]!];
    deepStrictEqual(importFiles(mixed)[1]?.source, 'Plain {{x}}.');
  });

  it('follows them into a folder', () => {
    const files = [
      blocks('main.prompt', '{{> style}} {{#if a}}b{{/if}}'),
      blocks('_style.prompt', 'Be kind.'),
    ];
    const [, style] = importFiles(files, { folder: 'x' });
    deepStrictEqual([style?.prompt, style?.source.includes('jinja2')], ['x/style', true]);
  });
});

const dotprompt = (body: string, front = ''): string => `---\nconfig: {}\n${front}---\n${body}`;
const textOf = (source: string): string => source.split('---\n').at(-1) ?? '';
const langfuse = (items: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(items).map(([name, prompt]) => ({ name, prompt, config: {} })));

describe('importing several files', () => {
  it('keeps together what includes one another, in a folder as well', () => {
    const files = [
      { file: 'main.prompt', text: dotprompt('{{> style}} Hi') },
      { file: '_style.prompt', text: dotprompt('Brief.') },
    ];
    for (const [folder, text] of [
      ['bot', '{{> bot/style}} Hi'],
      [undefined, '{{> style}} Hi'],
    ] as const) {
      const [main] = importFiles(files, { folder });
      deepStrictEqual([textOf(main!.source), main!.warnings], [text, []]);
    }
  });

  it('finds a partial by its file, whatever it calls itself, and by the folders above it', () => {
    const [main] = importFiles([
      { file: 'p/main.prompt', text: dotprompt('{{> parts/style}} {{> tone}}') },
      { file: 'p/parts/_style.prompt', text: dotprompt('Brief.', 'name: House Style\n') },
      { file: 'p/_tone.prompt', text: dotprompt('Warm.') },
    ]);
    deepStrictEqual(textOf(main!.source), '{{> house-style}} {{> tone}}');
  });

  it('says what is still to import, by the name that it will have', () => {
    const [main] = importFiles([{ file: 'main.prompt', text: dotprompt('{{> style}}') }], {
      folder: 'bot',
    });
    deepStrictEqual(sentencesOf(main?.warnings), [
      'It includes "bot/style": import that prompt, too.',
    ]);
  });

  it('leaves what prompts of ours include of the registry, and moves what comes along', () => {
    const files = [
      { file: 'a.prompt', text: '{{> b@2}} {{> shared/tone}}' },
      { file: 'b.prompt', text: 'B' },
    ];
    const [a] = importFiles(files, { folder: 'f' });
    deepStrictEqual([a?.source, a?.warnings], ['{{> f/b@2}} {{> shared/tone}}', []]);
  });

  it('gives prompts in other scripts names of their own, which includes follow', () => {
    const tag = '@@@langfusePrompt:name=склад/отказ|label=production@@@';
    const text = langfuse({ 'склад/ответ': `A ${tag}`, 'склад/отказ': 'B', ready: 'C' });
    const prompts = importFiles([{ file: 'e.json', text }], { folder: 'f' });
    deepStrictEqual(
      prompts.map(({ prompt }) => prompt),
      ['f/e-1', 'f/e-2', 'f/ready'],
    );
    deepStrictEqual(textOf(prompts[0]!.source), 'A {{> f/e-2@production}}');
    match(prompts[0]!.source, /name: склад\/ответ/);
    match(
      sentencesOf(prompts[0]!.warnings).join(),
      /called "склад\/ответ" there[^]*commit or tag it so/,
    );
  });

  it('numbers names that come out alike in one file', () => {
    const text = langfuse({ 'Order desk': 'A', 'order-desk': 'B', 'order desk!': 'C' });
    deepStrictEqual(
      importFiles([{ file: 'e.json', text }]).map(({ prompt }) => prompt),
      ['order-desk-2', 'order-desk', 'order-desk-3'],
    );
  });

  it('refuses an include that no name can be made of: a model would read it', () => {
    const tags = ['name=основа|label=production', 'name=a', 'name=a|label=3'];
    for (const tag of tags) {
      const text = langfuse({ mail: `A @@@langfusePrompt:${tag}@@@` });
      match(
        refusalOf(() => importFiles([{ file: 'e.json', text }])),
        /e\.json, \[0\]\.prompt: .*(?:основа|name=a|"3")/,
      );
    }
    const text = dotprompt('{{> основа}}');
    match(
      refusalOf(() => importFiles([{ file: 'a.prompt', text }])),
      /a\.prompt, line 4: .*основа/,
    );
  });

  it('takes a line of a text for no format of its prompt', () => {
    const files = [
      { file: 'a.prompt', text: dotprompt('x\n\nformat: jinja2\n\n{{> b}}') },
      { file: '_b.prompt', text: dotprompt('hello {{x}}') },
    ];
    deepStrictEqual(textOf(importFiles(files)[1]!.source), 'hello {{x}}');
  });

  it('refuses a number beyond 2^53 in the place of a text, and says it', () => {
    const text = '{"name":"a","prompt":[{"role":12345678901234567890,"content":"x"}]}';
    match(
      refusalOf(() => importFiles([{ file: 'a.json', text }])),
      /prompt\[0\]\.role: 12345678901234567890 is no role/,
    );
  });

  it('reads many versions of one prompt in time that their number gives', () => {
    const items = Array.from({ length: 30_000 }, (_, version) => ({
      ...{ name: 'a', version, prompt: 'x' },
    }));
    const [only] = importFiles([{ file: 'a.json', text: JSON.stringify(items) }]);
    deepStrictEqual(only?.prompt, 'a');
  });

  it('names both files where two prompts would have one name', () => {
    throws(
      () =>
        importFiles([
          { file: 'a/x.prompt', text: 'A' },
          { file: 'b/x.prompt', text: 'B' },
        ]),
      (error: unknown) =>
        error instanceof LedgerError && error.message.includes('"x": a/x.prompt and b/x.prompt'),
    );
  });
});
