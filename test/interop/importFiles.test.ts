import { deepStrictEqual } from 'node:assert/strict';
import { importFiles } from '../../src/interop/importFiles';

const HEAD = '---\nmodel: m\nconfig: { temperature: 0 }\n---\n';
const dotprompt = (file: string, body: string) => ({ file, text: `${HEAD}${body}` });
const bodies = (...args: Parameters<typeof importFiles>) =>
  importFiles(...args).map(({ prompt, source }) => [prompt, source.split('\n---\n')[1]]);

describe('importing files together', () => {
  it('makes Jinja of all Dotprompts that include one with blocks or are included by it', () => {
    const files = [
      dotprompt('top.prompt', '{{> main}} {{q}}'),
      dotprompt('main.prompt', '{{> style}} {{#if vip}}Quick.{{/if}}'),
      dotprompt('_style.prompt', 'Be {{how}}. {{> deep}}'),
      { file: '_deep.prompt', text: 'Deep.' },
      dotprompt('other.prompt', '{{a}}'),
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
      dotprompt('main.prompt', '{{> style}} {{> plain}}'),
      dotprompt('_style.prompt', 'Be kind.'),
      { file: 'plain.md', text: 'Plain {{x}}.' },
    ];
    deepStrictEqual(bodies(files).slice(0, 2), [
      ['main', '{{> style}} {{> plain}}'],
      ['style', 'Be kind.'],
    ]);
    const mixed = [dotprompt('main.prompt', '{{#if a}}{{> plain}}{{/if}}'), files[2]!];
    deepStrictEqual(importFiles(mixed)[1]?.source, 'Plain {{x}}.');
  });

  it('follows them into a folder', () => {
    const files = [
      dotprompt('main.prompt', '{{> style}} {{#if a}}b{{/if}}'),
      dotprompt('_style.prompt', 'Be kind.'),
    ];
    const [, style] = importFiles(files, { folder: 'x' });
    deepStrictEqual([style?.prompt, style?.source.includes('jinja2')], ['x/style', true]);
  });
});
