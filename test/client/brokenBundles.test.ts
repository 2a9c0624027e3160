import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { openBundle } from '../../src/client/bundle';
import { fstring } from '../../src/client/fstring';
import { toOpenAI } from '../../src/client/providers';
import { LedgerError } from '../../src/core/base/errors';
import { newRegistry } from '../support/openedRegistry';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { temporaryFolders } from '../support/temporaryFolders';

const CHAT = `---
type: chat
format: f-string
model: openai/gpt-4o
parameters: { temperature: 0.5 }
inputs:
  tone: { type: string, default: kind }
---
system:
Be {tone}.
user:
\\user: {name}
`;

const VALUES: readonly unknown[] = [null, 7, 'text', [], {}, true];

type Node = Record<string, unknown>;

/** Every place of a value: the object that holds it, and its key there. */
function* placesIn(value: unknown): Generator<[Node, string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value as Node, key];
    yield* placesIn((value as Node)[key]);
  }
}

/** Every bundle that differs from a sound one in one place. */
function* brokenOnes(bundle: Node): Generator<Node> {
  const count = [...placesIn(bundle)].length;
  for (let index = 0; index < count; index += 1) {
    for (const value of [...VALUES, undefined]) {
      const copy = structuredClone(bundle);
      const [holder, key] = [...placesIn(copy)][index] ?? [{}, ''];
      if (value === undefined) Reflect.deleteProperty(holder, key);
      else holder[key] = value;
      yield copy;
    }
  }
}

/** Asks a bundle for everything; what goes wrong must be a `LedgerError`. */
function ask(data: unknown): string {
  const outcome = (work: () => unknown): string => {
    try {
      work();
      return 'answer';
    } catch (error) {
      if (error instanceof LedgerError) return 'refused';
      throw error;
    }
  };
  return [{ tag: 'production' }, { version: 1 }, {}]
    .flatMap(choice =>
      ['chat', 'text'].map(name =>
        outcome(() => {
          const prompt = openBundle(data, { fstring }).get(name, choice);
          prompt.render({ name: 'Ada', tone: 'kind' });
          toOpenAI(prompt, { name: 'Ada', tone: 'kind' });
          strictEqual(typeof prompt.number, 'number');
        }),
      ),
    )
    .join();
}

const PYTHON = `
import json, sys, promptledger
bundle = json.load(sys.stdin)
def places(value):
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    for key in keys:
        yield value, key
        yield from places(value[key])
def ask(data):
    count = 0
    for choice in ({"tag": "production"}, {"version": 1}, {}):
        for name in ("chat", "text"):
            try:
                prompt = promptledger.open_bundle(data).get(name, **choice)
                prompt.render({"name": "Ada", "tone": "kind"})
                prompt.to_openai({"name": "Ada", "tone": "kind"})
                assert isinstance(prompt.number, int)
                count += 1
            except promptledger.LedgerError:
                pass
    return count
sound = ask(bundle)
tried = 0
for index in range(len(list(places(bundle)))):
    for value in (None, 7, "text", [], {}, True, "delete"):
        copy = json.loads(json.dumps(bundle))
        holder, key = list(places(copy))[index]
        if value == "delete":
            del holder[key]
        else:
            holder[key] = value
        ask(copy)
        tried += 1
print(json.dumps([sound, tried]))
`;

describe('a broken bundle', () => {
  const newFolder = temporaryFolders();

  async function bundle(): Promise<Node> {
    const opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'text', source: 'Hello {{name}}.\n{{#on}}On.{{/on}}\n' });
    await registry.commit({ prompt: 'chat', source: CHAT });
    for (const prompt of ['text', 'chat']) {
      await registry.tag({ ref: prompt, tag: 'staging' });
      await registry.promote({ prompt, environment: 'production' });
    }
    const made = JSON.parse(JSON.stringify(await registry.bundle())) as Node;
    opened.close();
    return made;
  }

  it('is refused or answers, wherever it is broken, and never ends the program', async () => {
    const sound = await bundle();
    strictEqual(ask(sound), Array(6).fill('answer').join());
    let refused = 0;
    for (const broken of brokenOnes(sound)) if (ask(broken).includes('refused')) refused += 1;
    ok(refused > 100, `${refused} were refused`);
  });

  it('is the same to Python', async () => {
    const json = JSON.stringify(await bundle());
    const printed = await runPython(['-c', PYTHON], json, PYTHON_FOLDER);
    const [sound, tried] = JSON.parse(printed) as [number, number];
    deepStrictEqual([sound, tried > 100], [6, true]);
  });
});
