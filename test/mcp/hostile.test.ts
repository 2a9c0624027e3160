import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOMBS, VALUES } from '../core/bombs';
import type { CheckReport } from '../../src/registry/check';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { connectMcp, type McpConnection } from '../support/mcpClient';
import { filesBelow } from '../support/openedRegistry';

const GREETING = 'support/greeting';

describe('what an agent or a registry may send, and what comes of it', () => {
  let folder = '';
  let opened: CliRegistry;
  let connection: McpConnection;

  before(async () => {
    // One server hears everything in this table: nothing of it may harm what follows.
    folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-mcp-'));
    opened = await greetingRegistry(folder);
    connection = await connectMcp(opened.folder);
  });
  after(async () => {
    await connection.close();
    await rm(folder, { recursive: true, force: true });
  });

  const refused: readonly (readonly [tool: string, input: object, code: string])[] = [
    ['show', {}, 'invalid-argument'],
    ['show', { ref: 7 }, 'invalid-argument'],
    ['show', { ref: GREETING, offset: -1 }, 'invalid-argument'],
    ['show', { ref: GREETING, force: true }, 'invalid-argument'],
    ['show', JSON.parse('{"__proto__":{"ref":"a"}}') as object, 'invalid-argument'],
    ['show', { ref: '' }, 'invalid-name'],
    ['show', { ref: '../../../etc/passwd' }, 'invalid-name'],
    ['show', { ref: 'a\u0000b' }, 'invalid-name'],
    ['show', { ref: 'x'.repeat(200_000) }, 'invalid-name'],
    ['show', { ref: `${GREETING}@${'9'.repeat(400)}` }, 'invalid-name'],
    ['show', { ref: 'support/greetin' }, 'prompt-not-found'],
    ['show', { ref: `${GREETING}@nowhere` }, 'tag-not-found'],
    ['versions', { prompt: GREETING, sources: true }, 'invalid-argument'],
    ['versions', { prompt: GREETING, after: 'x' }, 'invalid-argument'],
    ['list', { labels: 'support' }, 'invalid-argument'],
    ['list', { after: 'gone' }, 'invalid-argument'],
    ['showSample', { prompt: GREETING, sample: '../../registry' }, 'invalid-name'],
    ['showSample', { prompt: GREETING, sample: 'none' }, 'sample-not-found'],
    ['render', { ref: GREETING }, 'missing-variables'],
    ['render', { ref: GREETING, values: [] }, 'invalid-argument'],
    ['compare', { left: GREETING, right: `${GREETING}@9` }, 'version-not-found'],
    ['check', { prompt: 'con', source: 'x' }, 'invalid-name'],
    ['check', { prompt: GREETING, environment: 'nowhere' }, 'environment-not-found'],
    ['commit', { prompt: GREETING, source: '---\ntype: [\n---\nx' }, 'invalid-document'],
    ['commit', { prompt: GREETING, source: '{{#open}}' }, 'template-syntax'],
    ['commit', { prompt: GREETING, source: '\ud800' }, 'invalid-document'],
    ['commit', { prompt: GREETING, source: 'x'.repeat(2_000_000) }, 'too-large'],
    ['commit', { prompt: '../outside', source: 'x' }, 'invalid-name'],
    ['commit', { prompt: GREETING, source: 'x', tag: 'latest' }, 'tag-reserved'],
    ['commit', { prompt: GREETING, source: 'x', tag: 'production' }, 'environment-protected'],
    ['commit', { prompt: GREETING, source: 'x', parent: ['1', 'zz'] }, 'tag-not-found'],
    ['commit', { prompt: GREETING }, 'nothing-to-commit'],
    ['previewPromotion', { prompt: GREETING, environment: 'nowhere' }, 'environment-not-found'],
    ['previewPromotion', { prompt: GREETING, environment: 'staging' }, 'tag-not-found'],
  ];
  for (const [tool, input, code] of refused) {
    it(`${tool} ${JSON.stringify(input).slice(0, 60)} is refused: ${code}, and nothing is written`, async () => {
      const before = await filesBelow(opened.root);
      const { isError, value, text } = await connection.call(tool, input);
      deepStrictEqual([isError, value.error.code], [true, code], text.slice(0, 500));
      ok(value.error.message.length > 10);
      ok(text.length < 6_000, String(text.length));
      deepStrictEqual(await filesBelow(opened.root), before);
    });
  }

  it('an unknown tool is an error of the protocol that names those there are', async () => {
    await rejects(connection.call('eval', {}), /There is no tool "eval"\. There are: list, /);
  });

  it('a template that would never end is an answer in time', async () => {
    const [[, source] = ['', '']] = Object.entries(BOMBS);
    await opened.type('samples/bomb/one.json', JSON.stringify(VALUES));
    const { value } = await connection.call<CheckReport>('check', { prompt: 'bomb', source });
    deepStrictEqual([value.ok, value.samples.failing.length], [false, 1], source);
  });

  it('a long answer is cut, says so, and the rest can be had', async () => {
    const source = `${'long line of text\n'.repeat(20_000)}END`;
    const committed = await connection.call('commit', { prompt: 'long', source });
    strictEqual(committed.isError, false);
    let text = '';
    for (let answers = 0; answers < 20; answers += 1) {
      const { value, text: raw } = await connection.call('show', {
        ...{ ref: 'long', offset: text.length },
      });
      ok(raw.length < 62_000, String(raw.length));
      text += value.source;
      if (value.leftOut === undefined) break;
      match(String(value.leftOut[0]), /^source: \d+ more characters$/);
    }
    strictEqual(text, source);
  });

  it('what nobody sees is seen in an answer, and is the same to who parses it', async () => {
    const source = 'Hi\u202e \u{e0041}{{name}}\n';
    await connection.call('commit', { prompt: 'hidden', source });
    const { value, text } = await connection.call('show', { ref: 'hidden' });
    strictEqual(value.source, source);
    ok(!/[\u202e\u{e0041}]/u.test(text));
  });

  it('a damaged record is told, as code and message or as a warning, and what does not depend on it is answered', async () => {
    await opened.registry.commit({ prompt: 'damaged', source: 'x' });
    const [path = ''] = Object.keys(await filesBelow(opened.root)).filter(name =>
      name.includes('records/damaged/'),
    );
    await opened.type(path, '{');
    const list = await connection.call('list');
    match(JSON.stringify(list.value.warnings), /records\/damaged\//);
    const shown = await connection.call('show', { ref: 'damaged' });
    deepStrictEqual([shown.isError, shown.value.error.code], [true, 'record-corrupt']);
    strictEqual((await connection.call('show', { ref: GREETING })).isError, false);
  });

  it('after all of that the server answers as before, and has said nothing to stderr', async () => {
    const { value } = await connection.call('show', { ref: `${GREETING}@1` });
    strictEqual(value.source, 'Hello {{name}}.\n');
    strictEqual(connection.stderr(), '');
  });
});
