import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SampleResult } from '../../../src/registry/samples';
import { committed } from '../committed';
import {
  autoSave,
  closeAll,
  eventually,
  pages,
  promptNames,
  refused,
  registryFolder,
  run,
  type,
} from '../window';

const newName = promptNames('samples');

interface RenderedComparison {
  readonly left: string;
  readonly right: string;
  readonly sample: string;
  readonly identical: boolean;
  readonly unified: string;
  readonly errors: readonly { side: string; code: string; message: string }[];
}

describe('Samples', () => {
  autoSave('off');
  afterEach(closeAll);

  it('two versions are compared by what they make of a sample', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\nBye\n', 'Good day {{name}}\nBye\n');
    await writeSample(prompt, 'ada', '{ "name": "Ada" }\n');
    const compared = await compare(`${prompt}@1`, `${prompt}@2`, 'ada');
    assert.equal(compared.identical, false);
    assert.equal(compared.sample, 'ada');
    assert.deepEqual(compared.errors, []);
    assert.match(compared.unified, /^-Hello Ada\n\+Good day Ada\n Bye$/m);
    const page = await eventually('the panel', () => pages('promptLedger.diff')[0]);
    assert.match(page.label, /samples-\d+: v1 ↔ v2 \(ada\)|samples-\d+: \w+ ↔ \w+ \(ada\)/);
  });

  it('a version is compared with what is typed, and equal texts are identical', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n');
    await writeSample(prompt, 'ada', '{ "name": "Ada" }\n');
    await type(prompt, 'Hello {{ name }}\n');
    const same = await compare(`${prompt}@1`, 'working', 'ada');
    assert.deepEqual([same.identical, same.unified, same.right], [true, '', prompt]);
    await type(prompt, 'Hi {{name}}\n');
    assert.match((await compare(`${prompt}@1`, 'working', 'ada')).unified, /^\+Hi Ada$/m);
  });

  it('what a side cannot render is told for that side', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n', 'Hello {{name}} {{new}}\n');
    await writeSample(prompt, 'ada', '{ "name": "Ada" }\n');
    const { errors, unified } = await compare(`${prompt}@1`, `${prompt}@2`, 'ada');
    assert.deepEqual(
      errors.map(({ side, code }) => [side, code]),
      [['right', 'missing-variables']],
    );
    assert.match(unified, /^\+Hello Ada \{\{new\}\}$/m);
    await refused(
      run('compareRendered', { left: `${prompt}@1`, right: 'working', sample: 'nobody' }),
      'sample-not-found',
    );
  });

  it('a sample is used as it is typed', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n');
    const file = await writeSample(prompt, 'ada', '{ "name": "Ada" }\n');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    await editor.edit(edit => {
      edit.replace(new vscode.Range(0, 0, 1, 0), '{ "name": "Grace" }\n');
    });
    const rendered = await run('render', { ref: prompt, sample: 'ada' });
    assert.deepEqual(rendered, { type: 'text', text: 'Hello Grace\n' });
    assert.match(await readFile(file, 'utf8'), /Ada/);
  });

  it('every sample of a prompt is rendered, and those that fail say why', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n');
    await writeSample(prompt, 'broken', '{');
    await writeSample(prompt, 'good', '{ "name": "Ada" }');
    await writeSample(prompt, 'stale', '{}');
    const results = await run<readonly SampleResult[]>('renderSamples', { prompt });
    assert.deepEqual(
      results.map(({ sample, ok, error }) => [sample, ok, error?.code]),
      [
        ['broken', false, 'invalid-input'],
        ['good', true, undefined],
        ['stale', false, 'missing-variables'],
      ],
    );
    const all = await run<readonly SampleResult[]>('renderSamples', {});
    assert.ok(all.length > results.length);
    assert.ok(all.some(item => item.prompt === prompt && item.sample === 'stale' && !item.ok));
    await refused(run('renderSamples', { prompt: 'suites/nobody' }), 'prompt-not-found');
  });
});

function compare(left: string, right: string, sample: string): Promise<RenderedComparison> {
  return run('compareRendered', { left, right, sample });
}

async function writeSample(prompt: string, sample: string, text: string): Promise<string> {
  const folder = join(registryFolder, 'samples', prompt);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${sample}.json`);
  await writeFile(file, text);
  return file;
}
