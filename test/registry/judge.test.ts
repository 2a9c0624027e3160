import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOMBS, VALUES } from '../core/bombs';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the verdict on a release', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  const commit = (source: string, prompt = 'a') => opened.registry.commit({ prompt, source });
  const sample = (name: string, text: string) => opened.documents.writeSample('a', name, text);
  const stage = (ref: string) => opened.registry.tag({ ref, tag: 'staging' });
  const preview = () =>
    opened.registry.previewPromotion({ prompt: 'a', environment: 'production' });
  const promote = () => opened.registry.promote({ prompt: 'a', environment: 'production' });
  const configure = (production: object) =>
    writeFile(
      join(opened.root, 'registry.json'),
      JSON.stringify({
        format: 1,
        environments: [{ name: 'staging' }, { name: 'production', ...production }],
      }),
    );

  it('renders every sample with both versions, and tells what rendered before', async () => {
    await commit('Hi {{name}}');
    await commit('Hi {{name}} of {{city}}');
    await sample('full', '{"name":"Ada","city":"Bern"}');
    await sample('short', '{"name":"Ada"}');
    await sample('empty', '{}');
    await sample('broken', '[');
    await stage('a@1');
    await promote();
    await stage('a@2');
    const { verdict } = await preview();
    strictEqual(verdict.samples?.checked, 4);
    deepStrictEqual(
      verdict.samples.failing.map(({ sample: name, regressed }) => [name, regressed]),
      [
        ['broken', false],
        ['empty', false],
        ['short', true],
      ],
    );
    strictEqual(verdict.why.length, 2, verdict.why.join(' '));
  });

  const ofEachEngine = [
    'a text that is repeated (Jinja2)',
    'wide fields (f-string)',
    'a long text in sections (Mustache)',
  ];
  for (const what of ofEachEngine) {
    it(`stops at ${what} as often as there are samples, and blocks a promotion that asks for them`, async () => {
      await commit(BOMBS[what] ?? '');
      for (const name of ['one', 'two', 'three']) await sample(name, JSON.stringify(VALUES));
      await stage('a@1');
      const { verdict } = await preview();
      deepStrictEqual(
        verdict.samples?.failing.map(({ message }) => message.includes('never seems to end')),
        [true, true, true],
      );
      await configure({ gates: ['samples'] });
      strictEqual((await rejectionOf(promote())).code, 'environment-protected');
    });
  }

  it('renders with what the versions included when they were committed', async () => {
    await commit('Be {{mood}}.', 'tone');
    await commit('Hi. {{> tone}}');
    await sample('sunny', '{"mood":"kind"}');
    await stage('a@1');
    await promote();
    await commit('Be {{mood}} and {{pace}}.', 'tone');
    strictEqual((await opened.registry.render({ ref: 'a@1', sample: 'sunny' })).type, 'text');
    await commit('Hello. {{> tone}}');
    await stage('a@2');
    const { verdict } = await preview();
    deepStrictEqual([verdict.variables.added, verdict.variables.required], [['pace'], ['pace']]);
    deepStrictEqual(
      verdict.samples?.failing.map(item => item.regressed),
      [true],
    );
  });

  it('is stored with the release, the gate among it', async () => {
    await configure({ gates: ['samples'] });
    await commit('Hi {{name}}');
    await sample('one', '{"name":"Ada"}');
    await stage('a@1');
    const { verdict } = await promote();
    deepStrictEqual(
      [verdict.gates, verdict.samples],
      [{ samples: 'passed' }, { checked: 1, failing: [] }],
    );
    deepStrictEqual(opened.index.queries.releases('a')[0]?.verdict, verdict);
  });

  it('closes a gate that asks for all samples, and the preview says why', async () => {
    await configure({ gates: ['samples'], protected: true });
    await commit('Hi {{name}}');
    await sample('one', '{}');
    await stage('a@1');
    checkRefusal(await rejectionOf(promote()), 'environment-protected', '"one"', 'name');
    const { refusal, verdict } = await preview();
    ok(refusal !== null);
    checkRefusal(refusal, 'environment-protected', 'render every sample');
    deepStrictEqual(verdict.gates, { samples: 'failed' });
    await sample('one', '{"name":"Ada"}');
    strictEqual((await promote()).number, 1);
  });

  it('does not hold up a rollback, and is stored with it', async () => {
    await configure({ gates: ['samples'] });
    await commit('Hi');
    await commit('Hi {{name}}');
    for (const number of [1, 2]) {
      await stage(`a@${number}`);
      await sample('one', '{"name":"Ada"}');
      await promote();
    }
    await sample('one', '{"name":');
    const back = await opened.registry.rollback({
      prompt: 'a',
      environment: 'production',
      reason: 'Rude',
    });
    deepStrictEqual([back.number, back.verdict.gates], [1, { samples: 'failed' }]);
  });
});
