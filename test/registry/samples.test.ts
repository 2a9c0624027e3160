import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let opened: OpenedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
});

afterEach(() => {
  opened.close();
});

const write = (prompt: string, sample: string, text: string) =>
  opened.documents.writeSample(prompt, sample, text);

describe('saving a sample', () => {
  beforeEach(async () => {
    await opened.registry.newPrompt({ prompt: 'a', source: 'Hi {{name}}' });
    await write('a', 'ada', '{"name":"Ada","kept":[1]}');
  });

  it('changes what is named and keeps the rest, two spaces deep', async () => {
    const changes = [{ name: 'name', value: 'Grace' }];
    const saved = await opened.registry.saveSample({ prompt: 'a', sample: 'ada', changes });
    deepStrictEqual(saved, { prompt: 'a', sample: 'ada' });
    strictEqual(
      await opened.documents.readSample('a', 'ada'),
      '{\n  "name": "Grace",\n  "kept": [\n    1\n  ]\n}\n',
    );
  });

  it('makes a new one of another, or of none', async () => {
    const save = (sample: string, copyOf: string | null) =>
      opened.registry.saveSample({ prompt: 'a', sample, copyOf, changes: [{ name: 'name' }] });
    await save('copy', 'ada');
    await save('empty', null);
    strictEqual(await opened.documents.readSample('a', 'copy'), '{\n  "kept": [\n    1\n  ]\n}\n');
    strictEqual(await opened.documents.readSample('a', 'empty'), '{}\n');
  });

  it('refuses to write over what it was not asked to change', async () => {
    const save = (sample: string, copyOf?: string | null) =>
      rejectionOf(opened.registry.saveSample({ prompt: 'a', sample, copyOf, changes: [] }));
    checkRefusal(await save('ada', null), 'name-taken', 'already has a sample "ada"');
    checkRefusal(await save('bob'), 'sample-not-found', 'It has: ada.');
    checkRefusal(await save('No Name', null), 'invalid-name');
    checkRefusal(await save('../a', null), 'invalid-name');
    await write('a', 'broken', '{"name":');
    checkRefusal(await save('broken'), 'invalid-input', 'no JSON object');
    strictEqual(await opened.documents.readSample('a', 'broken'), '{"name":');
  });
});

describe('rendering a sample', () => {
  it('renders versions as they were and the working document as it is', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one {{x}}' });
    await opened.registry.commit({ prompt: 'a', source: 'two {{x}}' });
    await opened.documents.write('a', 'three {{x}} {{y}}');
    await write('a', 's', '{"x":1}');
    const render = (version?: string) =>
      opened.registry.renderSample({ prompt: 'a', sample: 's', version });
    strictEqual((await render('a@1')).text, 'one 1');
    strictEqual((await render('a')).text, 'two 1');
    const working = await render();
    strictEqual(working.text, 'three 1 {{y}}');
    strictEqual(working.error?.code, 'missing-variables');
  });

  it('uses of an include what the version recorded, and what is there for the working document', async () => {
    await opened.registry.commit({ prompt: 'tone', source: 'Old' });
    await opened.registry.commit({ prompt: 'a', source: '{{> tone}} {{x}}' });
    await opened.registry.commit({ prompt: 'tone', source: 'New' });
    await write('a', 's', '{"x":1}');
    const render = async (version?: string) =>
      (await opened.registry.renderSample({ prompt: 'a', sample: 's', version })).text;
    strictEqual(await render('a@1'), 'Old 1');
    strictEqual(await render(), 'New 1');
  });

  it('rejects where there is no such version, sample or document', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'x' });
    await write('a', 's', '{}');
    await write('b', 's', '{}');
    const render = (prompt: string, sample: string, version?: string) =>
      rejectionOf(opened.registry.renderSample({ prompt, sample, version }));
    checkRefusal(await render('a', 't'), 'sample-not-found');
    checkRefusal(await render('a', 's', 'a@7'), 'version-not-found');
    checkRefusal(await render('b', 's'), 'prompt-not-found');
  });
});

describe('rendering all samples', () => {
  beforeEach(async () => {
    await opened.registry.newPrompt({ prompt: 'b/c', source: 'Hi {{name}}' });
    await opened.registry.newPrompt({ prompt: 'a', source: '{{x}}' });
    await opened.registry.newPrompt({ prompt: 'broken', source: '---\n' });
    await write('b/c', 'good', '{"name":"Ada"}');
    await write('b/c', 'bad', '{}');
    await write('a', 'no-json', '{');
    await write('broken', 's', '{}');
  });

  it('tells of each, by prompt and name, whether it renders and why not', async () => {
    const results = await opened.registry.renderSamples({});
    deepStrictEqual(
      results.map(({ prompt, sample, ok, error }) => [prompt, sample, ok, error?.code]),
      [
        ['a', 'no-json', false, 'invalid-input'],
        ['b/c', 'bad', false, 'missing-variables'],
        ['b/c', 'good', true, undefined],
        ['broken', 's', false, 'invalid-document'],
      ],
    );
    match(results[1]?.error?.message ?? '', /name \(line 1, column 4\)/);
    deepStrictEqual(JSON.parse(JSON.stringify(results)), results);
  });

  it('renders those of one prompt alone, which must be there', async () => {
    const results = await opened.registry.renderSamples({ prompt: 'b/c' });
    deepStrictEqual(
      results.map(({ sample }) => sample),
      ['bad', 'good'],
    );
    const missing = await rejectionOf(opened.registry.renderSamples({ prompt: 'nobody' }));
    checkRefusal(missing, 'prompt-not-found');
  });

  it('tells how far it is and stops when it is told to', async () => {
    const told: string[] = [];
    const results = await opened.registry.renderSamples({
      onSample: ({ prompt, sample }, done, all) => {
        told.push(`${prompt}/${sample} ${done} of ${all}`);
        return done < 2;
      },
    });
    deepStrictEqual(told, ['a/no-json 0 of 4', 'b/c/bad 1 of 4', 'b/c/good 2 of 4']);
    strictEqual(results.length, 2);
  });
});
