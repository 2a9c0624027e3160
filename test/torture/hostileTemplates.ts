import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIL } from './hostileRecords';
import type { Random } from './random';

const doubled =
  '{% set n = namespace(l=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% endfor %}';
const long = '{% set s = "a" * 30000000 %}{% for i in range(100000) %}';

/** Documents that ask for more than anybody has. */
const DOCUMENTS: readonly string[] = [
  ...[
    '{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}',
    '{{ "a" * 2147483647 }}',
    '{{ range(100000) | list | join("x" * 100000) }}',
    `${doubled}{{ n.l }}`,
    `${doubled}{{ n.l | tojson }}`,
    `${doubled}{{ n.l == [n.l] }}`,
    `${doubled}{{ n.l | sum(start=[]) }}`,
    `${long}{% if "b" in s %}{% endif %}{% endfor %}`,
    `${long}{% if s | upper | length %}{% endif %}{% endfor %}`,
    `${long}{% if s.split("") %}{% endif %}{% endfor %}`,
    '{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}',
    '{{ "%999999999d" | format(1) }}',
    '{{ "a" | center(999999999) }}',
    '{{ 9 ** 9 ** 9 ** 9 }}',
    '{{ [1] | batch(999999999, 0) | list }}',
    `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`,
    `{{ ${'-'.repeat(50_000)}1 }}`,
    `{{ ${'not '.repeat(50_000)}1 }}`,
    `${'{% if 1 %}'.repeat(20_000)}${'{% endif %}'.repeat(20_000)}`,
    '{{ "".__class__.__mro__ }}{{ x.constructor.constructor("return process")() }}',
  ].map(body => `---\nformat: jinja2\n---\n${body}`),
  ...[
    '{x:999999999}',
    '{x:>{x}}',
    '{x:.999999999f}',
    '{x[0][0][0]}'.repeat(50_000),
    `{${'x.'.repeat(50_000)}x}`,
    '{x!r:{y}}'.repeat(50_000),
    `{x:${'{x'.repeat(10_000)}${'}'.repeat(10_000)}}`,
    '{x.constructor}{x.__proto__}',
  ].map(body => `---\nformat: f-string\n---\n${body}`),
  `${'{{#x}}'.repeat(50_000)}${'{{/x}}'.repeat(50_000)}`,
  `${'{{#l}}'.repeat(10)}{{.}}${'{{/l}}'.repeat(10)}`,
  `${'{{#l}}'.repeat(8)}${'x'.repeat(100_000)}${'{{/l}}'.repeat(8)}`,
  '{{> evil}}{{> evil}}',
  '{{> evil@latest}}'.repeat(10_000),
  `{{=${'<'.repeat(1000)} ${'>'.repeat(1000)}=}}`,
  '{{=<% %>=}}<%={{ }}=%>'.repeat(20_000),
  '{{'.repeat(200_000),
  '{{{'.repeat(100_000),
  '{{constructor.prototype}}{{__proto__}}',
  `---\na: ${'['.repeat(100_000)}\n---\n`,
  `---\na: ${'{a: '.repeat(100_000)}\n---\n`,
  `---\ninputs:\n  ${'- '.repeat(100_000)}\n---\n`,
  `---\n${Array.from({ length: 20 }, (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(at === 0 ? 0 : 20)}]`).join('\n')}\n---\n`,
  `---\n${'? '.repeat(50_000)}\n---\n`,
  `---\na: !!binary ${'A'.repeat(500_000)}\n---\n`,
  `---\na: &x [*x]\n---\n`,
  `---\nmetadata: {${Array.from({ length: 30_000 }, (_, at) => `k${at}: {a: ${at}}`).join(', ')}}\n---\n`,
  `---\ntype: chat\n---\n${'user:\n\n'.repeat(100_000)}`,
  `---\ntype: chat\n---\nassistant:\n@call a f\n${'['.repeat(100_000)}\n`,
  `---\n__proto__: { polluted: true }\nconstructor: 1\n---\nx`,
  '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n',
  '\u0000'.repeat(500_000),
  ' '.repeat(900_000),
  `${'\n'.repeat(500_000)}---\n`,
];

const SAMPLES: readonly string[] = [
  `{"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  `{"l": [${'1,'.repeat(200)}1], "x": 1}`,
  `{"__proto__": {"polluted": true}, "constructor": {"prototype": {}}, "x": 1}`,
  `{"x": 1e999, "y": -1e999}`,
  `{"x": "${'a'.repeat(5_000_000)}"}`,
  `{"x": 999999999}`,
  '[]',
  '{',
  '',
  `{${'"x": 1,'.repeat(50_000)}"x": 1}`,
];

/**
 * Puts a document and a sample that are bombs in the place of a working document and its sample.
 * @returns what, in words
 */
export async function plantTemplate(root: string, random: Random): Promise<string> {
  const document = random.pick(DOCUMENTS);
  const sample = random.pick(SAMPLES);
  await mkdir(join(root, 'prompts'), { recursive: true });
  await mkdir(join(root, 'samples', EVIL), { recursive: true });
  await writeFile(join(root, 'prompts', `${EVIL}.prompt`), document);
  await writeFile(join(root, 'samples', EVIL, 's.json'), sample);
  const start = (text: string): string => JSON.stringify(text.slice(0, 80));
  return `the document ${start(document)} with the sample ${start(sample)}`;
}
