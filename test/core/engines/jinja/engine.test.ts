import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { LedgerError } from '../../../../src/core/base/errors';
import { jinjaEngine } from '../../../../src/core/engines/jinja/engine';
import { FILTER_NAMES } from '../../../../src/core/engines/jinja/filters';
import { FUNCTION_NAMES } from '../../../../src/core/engines/jinja/functions';
import { METHODS } from '../../../../src/core/engines/jinja/methods';
import { TEST_NAMES } from '../../../../src/core/engines/jinja/predicates';
import { STATEMENT_NAMES } from '../../../../src/core/engines/jinja/statements';
import { renderDocument } from '../../../../src/core/prompt/render/render';
import type { Template } from '../../../../src/core/engines/template/template';
import { missingIn, refusalOf, renderTemplate, renderText } from '../../../support/jinja';

const root = join(import.meta.dirname, '../../../..');
const PIECES = [
  ...['{{', '}}', '{%', '%}', '{#', '#}', '-', '+', ' ', '\n', '"', "'", '\\', '(', ')', '[', ']'],
  ...[
    '{',
    '}',
    '.',
    ',',
    ':',
    '|',
    '~',
    '=',
    '==',
    '<',
    '*',
    '**',
    '/',
    '%',
    '1',
    '2.5',
    'x',
    'items',
  ],
  ...['if', 'else', 'elif', 'endif', 'for', 'in', 'endfor', 'set', 'endset', 'macro', 'endmacro'],
  ...['call', 'endcall', 'filter', 'endfilter', 'raw', 'endraw', 'include', 'not', 'and', 'is'],
  ...[
    'upper',
    'default',
    'range',
    'loop',
    'constructor',
    '__proto__',
    'caller',
    'é',
    '😀',
    '\ud800',
  ],
];

/** Whatever happens, it is an answer or an error of the product. */
function survive(template: string, values: unknown): void {
  const { problems } = jinjaEngine.parse(template);
  if (problems.length > 0) return;
  try {
    renderTemplate(template, values, 'keep');
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
  }
}

/** What a template prints; nothing when it is refused or a name is missing. */
function printed(template: string, values: unknown): string {
  try {
    const { missing, text } = renderTemplate(template, values);
    return missing.length > 0 ? '' : text;
  } catch {
    return '';
  }
}

describe('jinjaEngine', () => {
  it('reads a template once and renders it many times', () => {
    const template = jinjaEngine.parse('Hi {{ name }}');
    for (const name of ['Ada', 'Grace']) {
      const request = {
        values: { name },
        origin: { chain: [] },
        missing: 'empty',
        include: () => undefined,
      } as const;
      strictEqual(template.render(request).text, `Hi ${name}`);
    }
  });

  it('lists nothing for a template that it could not read', () => {
    const { problems, variables, includes } = jinjaEngine.parse(
      '{{ a }}{% include "b" %}{% if c %}',
    );
    strictEqual(problems.length, 1);
    deepStrictEqual([variables, includes], [[], []]);
  });

  it('takes it for a bug when another engine’s template is included', () => {
    const foreign: Template = {
      problems: [],
      variables: [],
      includes: [],
      render: () => ({ text: '', missing: [], placeholders: [] }),
    };
    const origin = { chain: [] };
    const include = (): { template: Template; origin: typeof origin } => ({
      template: foreign,
      origin,
    });
    throws(
      () =>
        jinjaEngine
          .parse('{% include "a" %}')
          .render({ values: {}, origin, missing: 'empty', include }),
      /only jinja2 templates/,
    );
  });

  it('includes prompts of its format by reference, which see the names of the place', () => {
    const source = '---\nformat: jinja2\n---\n';
    const include = (reference: string): string =>
      `${source}${reference === 'a' ? '<{{ x }}{{ y }}{% include "b" %}>' : '({{ x }}{% set x = 9 %})'}`;
    const document = requireDocument(
      `${source}{% for x in [1, 2] %}{% include "a" %}{{ x }}{% endfor %}`,
    );
    const { output } = renderDocument(document, { y: '!' }, { include });
    deepStrictEqual(output, { type: 'text', text: '<1!(1)>1<2!(2)>2' });
  });

  it('reports all missing names at once, with the place in the document', () => {
    const document = requireDocument('---\nformat: jinja2\n---\n{{ b }}\n {{ a.c ~ d }}');
    throws(
      () => renderDocument(document, {}),
      (error: unknown) =>
        error instanceof LedgerError &&
        error.code === 'missing-variables' &&
        error.message.startsWith(
          'Missing variables: a.c (line 5, column 5), b (line 4, column 4), d (line 5, column 11).',
        ),
    );
  });
});

describe('the way to JavaScript', () => {
  const values = {
    text: 'a',
    list: [1],
    dict: { a: 1 },
    n: 1,
    own: JSON.parse('{"constructor": "c", "__proto__": "p"}') as unknown,
  };
  const NAMES = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const OBJECTS = [
    'text',
    'list',
    'dict',
    'n',
    '"a"',
    '[1]',
    '{"a": 1}',
    'range(3)',
    'namespace()',
  ];

  for (const object of OBJECTS) {
    it(`is closed from ${object}`, () => {
      for (const name of [...NAMES, '__defineGetter__', 'length', 'size', 'at', 'map', 'entries']) {
        for (const member of [
          `${object}.${name}`,
          `${object}["${name}"]`,
          `${object}|map(attribute="${name}")|join`,
        ]) {
          const template = `{{ ${member} }}`;
          strictEqual(printed(template, values), '', template);
        }
      }
    });
  }

  const CLOSED = [
    '{{ text.constructor.constructor("return process")() }}',
    '{{ [].constructor }}',
    '{{ range.constructor("return 1")() }}',
    '{{ text["constructor"]["constructor"]("return 1")() }}',
    '{{ loop.constructor }}',
    '{% for x in list %}{{ loop.constructor }}{% endfor %}',
    '{% for x in list %}{{ loop.entries }}{% endfor %}',
    '{% macro m() %}{% endmacro %}{{ m.constructor }}',
    '{% macro m() %}{% endmacro %}{{ m.call }}',
    '{% macro m() %}{% endmacro %}{{ m }}',
    '{{ text|constructor }}',
    '{{ text|toString }}',
    '{{ text|__proto__ }}',
    '{{ list|map("constructor")|list }}',
    '{{ list|select("__proto__")|list }}',
    '{{ text is constructor }}',
    '{{ text.constructor() }}',
    '{{ text.toString() }}',
    '{{ list.map() }}',
    '{{ constructor }}',
    '{{ constructor() }}',
    '{{ globalThis }}{{ process }}{{ this }}{{ require }}',
    '{{ namespace(a=1).entries }}',
    '{{ dict.get.constructor }}',
    '{% set dict.__proto__ = 1 %}',
    '{% set ns = namespace() %}{% set ns.__proto__ = 1 %}',
    '{{ text.replace.call }}',
    '{{ "".__class__.__mro__[1].__subclasses__() }}',
  ];
  for (const template of CLOSED) {
    it(`is closed to ${template}`, () => {
      strictEqual(printed(template, values), '');
    });
  }

  it('does not hide an entry of the caller’s own that is called like it', () => {
    strictEqual(renderText('{{ own.constructor }}{{ own["__proto__"] }}', values), 'cp');
    ok(refusalOf('{{ own.__proto__ }}', values).includes('"__proto__" is out of reach.'));
  });

  it('sees no function that a caller might give the engine', () => {
    deepStrictEqual(missingIn('{{ f }}', { f: () => 1 }), ['f 1:4']);
  });
});

describe('arbitrary text', () => {
  it('is read and rendered, or refused with a place', () => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 });
    const template = pieces.map(list => list.join(''));
    fc.assert(
      fc.property(template, text => {
        survive(text, { x: 'v', items: [1, { x: 2 }] });
      }),
      { seed: 20_261, numRuns: 4000 },
    );
  });

  it('is rendered in tags that are closed, or refused', () => {
    const inside = fc
      .array(fc.constantFrom(...PIECES.slice(8)), { maxLength: 9 })
      .map(list => list.join(' '));
    fc.assert(
      fc.property(inside, inside, (a, b) => {
        survive(`{{ ${a} }}{% if x %}{{ ${b} }}{% endif %}`, { x: 'v', items: [1, { x: 2 }] });
      }),
      { seed: 20_262, numRuns: 4000 },
    );
  });

  it('is never read again when it is a value', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...PIECES)).map(list => list.join('')),
    );
    const template =
      '{{ v }}|{% set w = v %}{{ w }}|{% macro m(a) %}{{ a }}{% endmacro %}{{ m(v) }}|{% for c in [v] %}{{ c }}{% endfor %}|{{ v ~ "" }}|{% set u %}{{ v }}{% endset %}{{ u }}';
    fc.assert(
      fc.property(text, v => {
        strictEqual(renderText(template, { v }), Array(6).fill(v).join('|'));
      }),
      { seed: 20_263, numRuns: 500 },
    );
  });

  it('prints itself between raw tags', () => {
    const text = fc.array(fc.constantFrom(...PIECES.filter(piece => piece !== 'endraw')));
    fc.assert(
      fc.property(text, list => {
        const inside = list.join('');
        strictEqual(renderText(`{% raw %}${inside}{% endraw %}`), inside);
      }),
      { seed: 20_264, numRuns: 500 },
    );
  });
});

describe('media/docs/jinja2.md', () => {
  const page = readFileSync(join(root, 'media/docs/jinja2.md'), 'utf8');
  const python = JSON.parse(
    readFileSync(join(root, 'test/fixtures/conformance/jinja2/names.json'), 'utf8'),
  ) as Record<'filters' | 'tests' | 'functions', readonly string[]>;

  function listed(section: string): readonly string[] {
    const [, list = ''] = page.split(`<!-- ${section} -->\n`);
    const [names = ''] = list.split('\n\n');
    return [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  }

  it('lists exactly what is supported', () => {
    deepStrictEqual(listed('statements'), STATEMENT_NAMES);
    deepStrictEqual(listed('filters'), FILTER_NAMES);
    deepStrictEqual(listed('tests'), TEST_NAMES);
    deepStrictEqual(listed('functions'), FUNCTION_NAMES);
    for (const [type, names] of Object.entries(METHODS)) {
      deepStrictEqual(listed(`${type} methods`), names);
    }
  });

  it('lists everything else that Jinja2 has as not supported', () => {
    const others = (all: readonly string[], ours: readonly string[]): readonly string[] =>
      all.filter(name => !ours.includes(name));
    deepStrictEqual(listed('unsupported filters'), others(python.filters, FILTER_NAMES));
    deepStrictEqual(listed('unsupported tests'), others(python.tests, TEST_NAMES));
    deepStrictEqual(listed('unsupported functions'), others(python.functions, FUNCTION_NAMES));
    deepStrictEqual(
      [FILTER_NAMES, TEST_NAMES, FUNCTION_NAMES].map((names, index) =>
        others(names, [python.filters, python.tests, python.functions][index] ?? []),
      ),
      [[], [], []],
    );
  });

  it('calls nothing unsupported that is not refused by name', () => {
    for (const name of listed('unsupported filters')) {
      ok(refusalOf(`{{ x|${name} }}`).includes(`The filter "${name}" is not supported.`));
    }
    for (const name of listed('unsupported tests')) {
      ok(refusalOf(`{{ x is ${name} }}`).includes(`The test "${name}" is not supported.`));
    }
    for (const name of listed('unsupported functions')) {
      ok(refusalOf(`{{ ${name}() }}`).includes(`The function "${name}" is not supported.`));
    }
    const [, statements = ''] = page.split('Not supported: ');
    const names = [...(statements.split('\n\n')[0] ?? '').matchAll(/`(\w+)`/g)];
    strictEqual(names.length, 11);
    for (const [, name = ''] of names) {
      ok(refusalOf(`{% ${name} %}`).includes(`The statement {% ${name} %} is not supported.`));
    }
  });
});
