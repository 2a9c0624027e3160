import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { pressTitleButton, sees, seesText, tabLabels } from './looking';

const NARROW = { width: 640, height: 900 };
const WIDE = { width: 1500, height: 900 };

describe('trying and saving values', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    await window.tree('Prompts').click('greeting');
    await seesText(/greeting\.prompt/, async () => (await tabLabels(window)).join());
    await pressTitleButton(window, 'Preview Prompt');
    panel = await window.webview('Preview greeting');
  });
  after(() => example.close());

  const parts = () => panel.locator('.parts').innerText();
  const notices = () => panel.locator('.notices').innerText();
  const field = (name: string) => panel.getByLabel(name, { exact: true });
  const statusOf = (name: string) => panel.locator(`[id="field-${name}-status"]`).innerText();
  const button = (name: string) => panel.getByRole('button', { name, exact: true });
  const sampleFile = async (sample: string): Promise<Record<string, unknown>> => {
    const file = path.join(example.root, 'samples/support/greeting', `${sample}.json`);
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  };

  it('has a field for every variable, by its type, folded away at first', async () => {
    await seesText(/Greet Maya by name/, parts);
    await panel.locator('.form summary').click();
    await sees(
      'the fields',
      [
        'company_name',
        'policy_url',
        'query',
        'customer_name',
        'is_returning',
        'nearest_shop',
        'orders',
      ],
      () => panel.locator('.field label').allInnerTexts(),
    );
    assert.equal(await field('company_name').getAttribute('placeholder'), 'Fernhill');
    assert.equal(await statusOf('company_name'), 'string · default');
    assert.match(await panel.locator('.fields').innerText(), /What the customer asks/);
    assert.equal(await field('is_returning').getAttribute('type'), 'checkbox');
    assert.equal(await field('orders').inputValue(), '[]');
    await window.screenshot('samples-1-form');
  });

  it('renders with what is typed, marks it, and leaves the sample alone', async () => {
    await field('customer_name').fill('Zoe');
    await field('is_returning').check();
    await seesText(/Greet Zoe by name, without introducing yourself/, parts);
    assert.equal(await statusOf('customer_name'), 'edited');
    assert.match(await panel.locator('.form summary').innerText(), /not saved/);
    assert.equal((await sampleFile('first-contact')).customer_name, 'Maya');
    await window.screenshot('samples-2-edited');
  });

  it('says at the field why a value cannot be taken', async () => {
    await field('orders').fill('[{ "number": "A-1", ');
    await seesText(/This is no JSON/, () => panel.locator('.fields').innerText());
    assert.equal(await button('Save').isDisabled(), true);
    assert.equal(await field('orders').getAttribute('aria-invalid'), 'true');
    await window.screenshot('samples-3-no-json');
    await field('orders').fill('[{ "number": "A-1", "date": "today", "status": "packed" }]');
    await seesText(/Order A-1 of today: packed/, parts);
    await field('customer_name').fill('');
    await seesText(/required, no value/, () => statusOf('customer_name'));
    await seesText(/Missing 1 variable/, notices);
    await field('customer_name').fill('Zoe');
  });

  it('keeps what is typed over another sample, and over a reload of the window', async () => {
    const sample = panel.getByLabel('Sample', { exact: true });
    await sample.selectOption('late-parcel');
    await seesText(/Greet Jonas/, parts);
    await seesText(/first-contact \(edited\)/, () => sample.innerText());
    await sample.selectOption('first-contact');
    await seesText(/Greet Zoe/, parts);
    await window.command('Developer: Reload Window');
    panel = await window.webview('Preview greeting');
    await seesText(/Greet Zoe[^]*Order A-1/, parts);
    assert.equal(await field('customer_name').inputValue(), 'Zoe');
  });

  it('saves into the sample by keyboard, and keeps its other values', async () => {
    await field('customer_name').press('ControlOrMeta+s');
    await sees('the file', 'Zoe', async () => (await sampleFile('first-contact')).customer_name);
    const saved = await sampleFile('first-contact');
    assert.deepEqual(Object.keys(saved), ['customer_name', 'query', 'is_returning', 'orders']);
    assert.equal(saved.is_returning, true);
    await sees('no mark', '7 variables', () => panel.locator('.form-state').innerText());
    await seesText(/Saved "first-contact"/, () => panel.locator('.note').innerText());
  });

  it('saves as another sample, whose name is checked as it is typed', async () => {
    await field('query').fill('Where is my tent?');
    await button('Save As…').click();
    await window.quickInput.type('late-parcel');
    await seesText(/already a sample "late-parcel"/, async () =>
      window.page.locator('.quick-input-widget:visible').innerText(),
    );
    await window.quickInput.type('tent');
    await window.quickInput.accept();
    await sees('the sample', 'tent', () =>
      panel.getByLabel('Sample', { exact: true }).inputValue(),
    );
    assert.equal((await sampleFile('tent')).query, 'Where is my tent?');
    assert.match(String((await sampleFile('first-contact')).query), /Ridgeline/);
  });

  it('adds to a sample what it lacks', async () => {
    await panel.getByLabel('Sample', { exact: true }).selectOption('without-name');
    await seesText(/Sample "without-name" lacks: customer_name/, notices);
    await window.screenshot('samples-4-lacks');
    await button('Add to Sample').click();
    await sees('the file', '', async () => (await sampleFile('without-name')).customer_name);
    await sees('no notice', 0, () => panel.locator('.notice').count());
  });

  it('reads well in every kind of theme, wide and narrow', async () => {
    await field('customer_name').fill('Ada');
    for (const [name, label] of Object.entries({
      dark: 'Dark Modern',
      'hc-black': 'Dark High Contrast',
      'hc-light': 'Light High Contrast',
    })) {
      await chooseTheme(window, label);
      await window.screenshot(`samples-5-${name}`);
    }
    await window.page.setViewportSize(NARROW);
    const scroll = await panel
      .locator('.content')
      .evaluate(content => content.scrollWidth - content.clientWidth);
    assert.equal(scroll, 0, 'nothing is cut off at the right');
    await window.screenshot('samples-6-narrow');
    await window.page.setViewportSize(WIDE);
    await button('Reset').click();
    await sees('what the sample holds', '', () => field('customer_name').inputValue());
    await chooseTheme(window, 'Light Modern');
  });

  it('compares what two versions make of a sample', async () => {
    await window.command('View: Close All Editors');
    await window.command('Prompt Ledger: Compare Rendered with Sample…');
    await window.quickInput.type('support/greeting');
    await window.quickInput.pick('support/greeting');
    await window.quickInput.pick('v11  Back to gpt-4o; returns of safety gear go to the policy');
    await window.quickInput.pick('Working document');
    await window.quickInput.pick('late-parcel');
    panel = await window.webview('greeting: v11 ↔ working (late-parcel)');
    await seesText(/Order FH-19833 of 2026-08-21/, () => panel.locator('.body').innerText());
    await window.screenshot('samples-7-rendered');
    await panel.getByLabel('Rendered with sample').selectOption('');
    await seesText(/\{\{query\}\}/, () => panel.locator('.body').innerText());
    await panel.getByLabel('Rendered with sample').selectOption('late-parcel');
    await seesText(/FH-19833/, () => panel.locator('.body').innerText());
    await chooseTheme(window, 'Dark Modern');
    await window.screenshot('samples-8-rendered-dark');
  });

  it('renders all samples and leads to one that fails', async () => {
    const { documents } = await example.colleague();
    await documents.writeSample('support/greeting', 'stale', '{ "query": "Hi" }');
    await window.command('Prompt Ledger: Render All Samples');
    await window.quickInput.pick('support/greeting · stale');
    await sees('both editors', ['greeting.prompt', 'stale.json'], async () =>
      (await window.tabs()).filter(name => /greeting\.prompt|stale\.json/.test(name)),
    );
    await window.screenshot('samples-9-failing');
  });
});

describe('trying values where nothing may be written', () => {
  let example: ExampleWindow;
  before(async () => {
    example = await openExample({ ...WIDE, workspaceTrust: true });
  });
  after(() => example.close());

  it('renders with them, and refuses to save with the reason', async () => {
    const { window } = example;
    await window.tree('Prompts').click('greeting');
    await pressTitleButton(window, 'Preview Prompt');
    const panel = await window.webview('Preview greeting');
    await panel.locator('.form summary').click();
    await panel.getByLabel('customer_name', { exact: true }).fill('Zoe');
    await seesText(/Greet Zoe by name/, () => panel.locator('.parts').innerText());
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await seesText(/not trusted, so nothing is written/, () => panel.locator('.note').innerText());
    assert.equal(await panel.getByLabel('customer_name', { exact: true }).inputValue(), 'Zoe');
    await window.screenshot('samples-10-untrusted');
  });
});

async function chooseTheme(window: Workbench, label: string): Promise<void> {
  await window.command('Preferences: Color Theme');
  await window.quickInput.type(label);
  await window.quickInput.pick(label);
  await window.quickInput.closed();
}
