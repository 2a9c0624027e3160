import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { codesFor, fstringCases } from '../conformance/fstring';
import { mustacheCases } from '../conformance/mustache';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { projectPath } from '../support/sourceFiles';

type Outcome = string | { readonly code: string };

const NO_HTML = 'A prompt is no HTML, so nothing is escaped for it.';
const MAPPING = 'The values of a document are a mapping from names.';
const ONE_NAME = 'An include leads to one prompt, and never back to itself or to nothing.';
const PRIVATE = 'No name may begin with "_": in Python, such names lead out of the data.';
const NO_ATTRIBUTES = 'Values are data: attributes and methods of Python’s types are out of reach.';
const HANDED_OVER =
  'JavaScript reads the case, and puts other numbers and another order into its JSON.';
const SPACE = 'White space around a name is a slip of the pen.';

/** Where promptledger.py differs on purpose, as the engines of the editor do. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'interpolation.json HTML Escaping': NO_HTML,
  'sections.json Implicit Iterator - HTML Escaping': NO_HTML,
  'partials.json Recursion': ONE_NAME,
  'partials.json Failed Lookup': ONE_NAME,
  'paths.json {_private}': PRIVATE,
  'paths.json {user._id}': PRIVATE,
  'paths.json {n.real}': NO_ATTRIBUTES,
  'paths.json {text.upper}': NO_ATTRIBUTES,
  'paths.json { padded }': SPACE,
  'paths.json {large_id}': HANDED_OVER,
  'paths.json {user}': HANDED_OVER,
  'paths.json {user!s:.7}': HANDED_OVER,
};

interface Case {
  readonly name: string;
  readonly input: unknown;
  readonly check: (outcome: Outcome) => void;
}

function mustache(): Case[] {
  return [...mustacheCases].map(([name, item]) => {
    const { template, includes = {}, values, expected } = item;
    const input = { format: 'mustache', missing: 'empty', template, includes, values };
    return {
      name,
      input,
      check: outcome => {
        strictEqual(outcome, expected);
      },
    };
  });
}

function fstring(): Case[] {
  return [...fstringCases].map(([name, [template, values, expected]]) => ({
    name,
    input: { format: 'f-string', template, values },
    check: outcome => {
      if (typeof expected === 'string') deepStrictEqual(outcome, expected);
      else
        ok(
          typeof outcome === 'object' && codesFor(expected.error).includes(outcome.code),
          JSON.stringify(outcome),
        );
    },
  }));
}

function isRendered({ input }: Case): boolean {
  const { values } = input as { values: unknown };
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}

async function outcomesOf(cases: readonly Case[]): Promise<readonly Outcome[]> {
  const script = projectPath('test/python/conformance.py');
  const input = JSON.stringify(cases.map(item => item.input));
  return JSON.parse(await runPython([script, PYTHON_FOLDER], input)) as Outcome[];
}

/** The names of the cases that do not pass, and why. */
async function failuresOf(cases: readonly Case[]): Promise<Map<string, string>> {
  const outcomes = await outcomesOf(cases);
  const failures = new Map<string, string>();
  cases.forEach(({ name, check }, index) => {
    try {
      check(outcomes[index]!);
    } catch (error) {
      failures.set(name, error instanceof Error ? error.message : String(error));
    }
  });
  return failures;
}

describe('promptledger.py, run by python3', () => {
  const suites: readonly (readonly [string, readonly Case[]])[] = [
    ['the Mustache specification', mustache()],
    ['Python’s own str.format', fstring()],
  ];
  for (const [name, cases] of suites) {
    it(`agrees with ${name} but for what differs on purpose`, async () => {
      const tried = cases.filter(isRendered);
      ok(tried.length > 100);
      const failures = await failuresOf(tried);
      for (const excluded of Object.keys(DIFFERENT)) failures.delete(excluded);
      deepStrictEqual([...failures].slice(0, 5), []);
    });
  }

  it('has a type for everything that goes in and comes out', async () => {
    const script = `
import ast, glob, sys
files = glob.glob(sys.argv[1] + "/promptledger/*.py")
assert len(files) > 20
for file in files:
    for node in ast.walk(ast.parse(open(file, encoding="utf-8").read())):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            given = node.args.args + node.args.kwonlyargs
            if node.returns is None or any(a.annotation is None for a in given if a.arg != "self"):
                print(file, node.name, node.lineno)
`;
    strictEqual(await runPython(['-c', script, PYTHON_FOLDER]), '');
  });

  it('can be sent to another process, errors too', async () => {
    const script = `
import pickle, sys
sys.path.insert(0, sys.argv[1])
from promptledger import LedgerError, PromptNotFoundError
for error in (LedgerError("io", {"a": 1}, "No."), PromptNotFoundError("tome", ["tone"])):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error) and again.data == error.data
print(again.similar)
`;
    strictEqual(await runPython(['-c', script, PYTHON_FOLDER]), "['tone']\n");
  });

  it('needs every exclusion', async () => {
    const cases = [...mustache(), ...fstring()].filter(({ name }) => name in DIFFERENT);
    const failures = await failuresOf(cases);
    deepStrictEqual([...failures.keys()].sort(), Object.keys(DIFFERENT).sort());
  });

  it(`leaves out no case but those whose values are no mapping: ${MAPPING}`, () => {
    const left = mustache().filter(item => !isRendered(item));
    ok(left.length < 12, String(left.length));
  });
});
