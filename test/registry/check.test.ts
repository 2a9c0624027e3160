import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { check, type CheckInput } from '../../src/registry/check';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a check of a document', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry, documents } = opened;
    await registry.commit({ prompt: 'a', source: 'Hi {{name}}\n' });
    await documents.writeSample('a', 'one', '{"name":"Ada"}');
    await registry.promote({ prompt: 'a', environment: 'staging', version: '1' });
    await registry.promote({ prompt: 'a', environment: 'production' });
  });

  afterEach(() => {
    opened.close();
  });

  const checked = (input: Omit<CheckInput, 'prompt'> = {}, prompt = 'a') =>
    check(opened.ledger, { prompt, ...input });

  it('finds nothing where the working document is what production serves', async () => {
    const report = await checked();
    deepStrictEqual([report.ok, report.findings], [true, []]);
    deepStrictEqual(report.samples, { checked: 1, failing: [] });
    deepStrictEqual([report.against?.environment, report.against?.version], ['production', 1]);
    strictEqual(report.against?.verdict.breaking, false);
  });

  it('tells of a text that nobody committed which samples fail and what callers would notice, and writes nothing', async () => {
    const before = await filesBelow(opened.root);
    const report = await checked({ source: 'Hi {{name}} of {{city}}\r\n' });
    strictEqual(report.ok, false);
    deepStrictEqual(
      report.samples.failing.map(({ sample, regressed }) => [sample, regressed]),
      [['one', true]],
    );
    deepStrictEqual(report.against?.verdict.variables.required, ['city']);
    strictEqual(report.against.verdict.breaking, true);
    deepStrictEqual(await filesBelow(opened.root), before);
  });

  it('says where a document is wrong, by line and column', async () => {
    const { ok: isOk, findings } = await checked({ source: '---\ntype: text\n---\n{{#open}}\n' });
    strictEqual(isOk, false);
    const [first] = findings.filter(({ severity }) => severity === 'error');
    deepStrictEqual([first?.line, first?.column], [4, 1]);
  });

  it('names an include that leads nowhere', async () => {
    const { ok: isOk, findings } = await checked({ source: '{{> shared/none}}\n' });
    strictEqual(isOk, false);
    ok(findings.some(({ code }) => code === 'unresolved-include'));
  });

  it('compares with another environment where one is named', async () => {
    const report = await checked({ environment: 'development' });
    deepStrictEqual([report.against?.environment, report.against?.version], ['development', null]);
    checkRefusal(
      await rejectionOf(checked({ environment: 'nowhere' })),
      'environment-not-found',
      'nowhere',
    );
  });

  it('takes a document of a prompt that is not there yet, and refuses to look for one that nobody wrote', async () => {
    const report = await checked({ source: 'Bye {{name}}\n' }, 'b');
    deepStrictEqual([report.ok, report.samples.checked], [true, 0]);
    checkRefusal(await rejectionOf(checked({}, 'b')), 'prompt-not-found', '"b"');
  });
});
