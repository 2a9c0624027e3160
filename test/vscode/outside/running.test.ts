import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { startModelServer, type ModelServer } from '../../support/modelServer';
import { openExample, type ExampleWindow } from './exampleWindow';
import { sees, seesText, tabLabels } from './looking';

describe('running a prompt where its text is', () => {
  let server: ModelServer;
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    server = await startModelServer();
    const provider = { name: 'local', baseURL: `${server.url}/v1`, protocol: 'openai' };
    example = await openExample({
      width: 1500,
      height: 900,
      settings: { 'files.autoSave': 'off', 'promptLedger.providers': [provider] },
    });
    window = example.window;
    await window.tree('Prompts').click('greeting');
    await seesText(/greeting\.prompt/, async () => (await tabLabels(window)).join());
  });
  after(async () => {
    await example.close();
    await server.close();
  });

  const run = async () => (await panel.locator('.toolbar, .run').allInnerTexts()).join(' ');
  const button = (name: string | RegExp) => panel.locator('body').getByRole('button', { name });

  it('is offered above the text, with a sample and the model', async () => {
    const lens = window.page.locator('.codelens-decoration').first();
    await seesText(/Run with first-contact · openai\/gpt-4o/, () => lens.innerText());
    await window.screenshot('running-1-lens');
    await lens.locator('a').first().click();
    panel = await window.webview('Preview greeting');
    await seesText(/OPENAI_API_KEY/, run);
    await window.screenshot('running-2-no-key');
  });

  it('asks another model, once a person agreed to what is sent where', async () => {
    await button('openai/gpt-4o').click();
    await window.quickInput.pick('local/model-a');
    await seesText(/local\/model-a/, run);
    server.play({ pieces: ['Hello ', 'Maya, ', 'here ', 'I ', 'am. '], delayMs: 150 });
    await button(/^Run$/).click();
    const { message, detail } = await window.dialog();
    assert.match(message, /^Send this prompt to 127\.0\.0\.1:\d+\?$/);
    assert.match(detail, /and nothing else/);
    assert.equal(server.received.filter(({ method }) => method === 'POST').length, 0);
    await window.answerDialog('Send');
    await seesText(/Stop/, run);
    await seesText(/Hello Maya, here I am\.[^]*local\/model-a/, run);
    await window.screenshot('running-3-answer');
  });

  it('shows the same answer again without asking, and another one beside it', async () => {
    const asked = () => server.received.filter(({ method }) => method === 'POST').length;
    assert.equal(asked(), 1);
    server.play({ pieces: ['A ', 'second ', 'opinion. '] });
    await button('Run Again').click();
    await seesText(/A second opinion\.[^]*/, run);
    await seesText(/2 of 2/, run);
    await button('Older Answer').click();
    await seesText(/Hello Maya/, run);
    await button('Keep').click();
    await seesText(/kept/, run);
    const kept = path.join(example.root, 'answers/support/greeting');
    assert.equal((await readdir(kept)).length, 1);
    await window.screenshot('running-4-kept');
  });

  it('stops at once', async () => {
    server.play({ pieces: ['One ', 'two ', 'three ', 'four ', 'five '], delayMs: 500 });
    await button('Run Again').click();
    await seesText(/One two/, run);
    await button('Stop').click();
    await sees('no Stop', 0, () => button('Stop').count());
    await seesText(/broken off/, run);
  });

  it('says what a provider refused, with the next step', async () => {
    server.play({ error: { status: 400, code: 'context_length_exceeded', message: 'Too long.' } });
    await button('Run Again').click();
    await seesText(/Too long|context|long/i, run);
    await window.screenshot('running-5-refused');
  });

  it('runs an experiment as tests, and shows what was expected beside what was answered', async () => {
    const folder = path.join(example.root, 'experiments');
    await mkdir(folder, { recursive: true });
    await writeFile(
      path.join(folder, 'shop.yaml'),
      [
        'prompt: support/greeting',
        'models: [local/model-a]',
        'checks: [{ type: icontains, value: tent }]',
        '',
      ].join('\n'),
    );
    await window.command('Testing: Focus on Test Explorer View');
    const tests = () => window.page.locator('.test-explorer-tree, .test-explorer').allInnerTexts();
    await seesText(/shop/, async () => (await tests()).join(' '));
    await window.command('Test: Run All Tests');
    await seesText(/0 of 3 passed/, async () => await window.page.locator('body').innerText());
    await window.screenshot('running-6-experiment');
  });
});
