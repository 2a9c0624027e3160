import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  parseFrontMatter,
  printFrontMatter,
  splitFrontMatter,
} from '../../../../src/core/prompt/document/frontMatter';
import { processorMs } from '../../../support/processorTime';

function valuesOf(yaml: string): Readonly<Record<string, unknown>> {
  const { values, problems } = parseFrontMatter(splitFrontMatter(`---\n${yaml}\n---\n`));
  deepStrictEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  return values;
}

function errorsOf(yaml: string): string[] {
  return parseFrontMatter(splitFrontMatter(`---\n${yaml}\n---\n`))
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('splitFrontMatter', () => {
  const cases: [what: string, source: string, yaml: string | undefined, body: string][] = [
    ['between two lines', '---\na: 1\n---\nb', 'a: 1\n', 'b'],
    ['that is empty', '---\n---\nb', '', 'b'],
    ['with spaces behind the lines', '--- \na: 1\n---\t\nb', 'a: 1\n', 'b'],
    ['that ends the document', '---\na: 1\n---', 'a: 1\n', ''],
    ['up to the first closing line only', '---\na: 1\n---\nb\n---\n', 'a: 1\n', 'b\n---\n'],
    ['that is not there', 'a\n---\nb\n---\n', undefined, 'a\n---\nb\n---\n'],
    ['not from a longer rule', '----\na\n----\n', undefined, '----\na\n----\n'],
  ];
  for (const [what, source, yaml, body] of cases) {
    it(`finds front matter ${what}`, () => {
      const split = splitFrontMatter(source);
      deepStrictEqual([split.yaml, split.body, split.problem], [yaml, body, undefined]);
      const bodyLines = source.split('\n').slice(split.bodyLine - 1);
      strictEqual(bodyLines.join('\n'), body);
    });
  }
});

describe('parseFrontMatter', () => {
  it('reads YAML 1.2 by its core schema', () => {
    deepStrictEqual(valuesOf('metadata: { a: yes, b: 0o10, c: 1.5, d: ~, e: 2026-01-01 }'), {
      metadata: { a: 'yes', b: 8, c: 1.5, d: null, e: '2026-01-01' },
    });
  });

  it('reads nothing but a comment as no values', () => {
    deepStrictEqual(valuesOf('# later'), {});
  });

  it('keeps a key that JavaScript has a meaning for as a plain key', () => {
    const values = valuesOf('metadata: { __proto__: { x: 1 }, constructor: 2 }');
    const metadata = values.metadata as object;
    deepStrictEqual(Object.keys(metadata), ['__proto__', 'constructor']);
    strictEqual('x' in metadata, false);
  });

  const refused: [what: string, yaml: string, problem: string][] = [
    ['a key that is there twice', 'metadata:\n  a: 1\n  a: 2', '4:3 The key "a" is there twice'],
    ['an alias', 'metadata: { a: &x 1, b: *x }', '2:25 Write the value out'],
    ['an alias to itself', 'tools: &x [*x]', '2:12 Write the value out'],
    ['infinity', 'metadata: .inf', '2:11 A number here is finite'],
    ['a tab that indents', 'metadata:\n\ta: 1', '3:1 Tabs are not allowed'],
    ['an open bracket', 'tools: [1', '3:'],
    ['a key that is a list', '? [a]\n: 1', '2:3 A key is a single word'],
    ['half a character in an escape', 'model: "\\ud800"', '2:8 Half a character'],
    ['a second document', 'a: 1\n--- b', '3:'],
  ];
  for (const [what, yaml, problem] of refused) {
    it(`refuses ${what} and says where`, () => {
      const [first] = errorsOf(yaml);
      ok(first?.startsWith(problem), String(first));
    });
  }

  it('survives brackets nested without end, and says one thing about them', () => {
    for (const depth of [200, 5000, 100_000]) {
      const [first, ...others] = errorsOf(`tools: ${'['.repeat(depth)}${']'.repeat(depth)}`);
      ok(first?.includes('nested too deeply'), first);
      deepStrictEqual(others, []);
    }
  });

  it('reads a long one once, however often it is asked for, and tells two apart', () => {
    const yamlOf = (first: string) => `metadata: { ${first}: ${'x'.repeat(60_000)} }\n`;
    const [one, same, other] = ['a', 'a', 'b'].map(first => {
      const { values, problems } = parseFrontMatter(splitFrontMatter(`---\n${yamlOf(first)}---\n`));
      deepStrictEqual(problems, []);
      return values.metadata as object;
    });
    strictEqual(one, same);
    deepStrictEqual(
      [one, other].map(value => Object.keys(value ?? {})),
      [['a'], ['b']],
    );
  });

  it('reads fifty thousand keys in less than the blink that comparing all pairs would take', () => {
    const yaml = Array.from({ length: 50_000 }, (_, index) => `  k${index}: ${index}`).join('\n');
    const start = processorMs();
    valuesOf(`metadata:\n${yaml}`);
    ok(processorMs() - start < 30_000);
  });
});

describe('printFrontMatter', () => {
  it('prints nothing when there is nothing to say', () => {
    strictEqual(printFrontMatter({}, 'Hi'), '');
  });

  it('is there, empty, when the body would be misread without', () => {
    for (const body of ['---\n', '\n---\n---\n', '\uFEFFHi']) {
      strictEqual(printFrontMatter({}, body), '---\n---\n');
    }
  });

  it('never folds a long text, so that a diff shows the line that changed', () => {
    const model = 'word '.repeat(60).trim();
    strictEqual(printFrontMatter({ model }, ''), `---\nmodel: ${model}\n---\n`);
  });
});
