import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { PromptListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CheckReport } from '../../src/registry/check';
import type { PromotionPreview } from '../../src/registry/releases';
import { runCli, runJson } from '../support/cliProcess';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { connectMcp, type McpConnection } from '../support/mcpClient';
import { filesBelow } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const GREETING = 'support/greeting';

describe('the server of agents, as a process that a client starts', () => {
  const newFolder = temporaryFolders();
  const open: McpConnection[] = [];
  let opened: CliRegistry;

  beforeEach(async () => {
    opened = await greetingRegistry(await newFolder());
    const { registry } = opened;
    await registry.promote({ prompt: GREETING, environment: 'production', version: '1' });
  });

  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
  });

  async function connect(...args: string[]): Promise<McpConnection> {
    const connection = await connectMcp(opened.folder, { args });
    open.push(connection);
    return connection;
  }

  async function checkSound(): Promise<void> {
    const { value } = await runJson<{ problems: unknown[] }>(opened.folder, ['verify']);
    deepStrictEqual(value.problems, []);
  }

  it('offers tools that say what they do, read or write, and are called as the operations are', async () => {
    const { client } = await connect();
    const { tools } = await client.listTools();
    deepStrictEqual(
      tools.map(({ name }) => name),
      [
        ...['list', 'search', 'show', 'versions', 'compare', 'render', 'check', 'samples'],
        ...['showSample', 'dependents', 'environments', 'previewPromotion', 'commit'],
      ],
    );
    for (const { name, annotations, inputSchema, description } of tools) {
      strictEqual(annotations?.readOnlyHint, name !== 'commit', name);
      strictEqual(annotations.destructiveHint, false);
      strictEqual((inputSchema as { additionalProperties?: unknown }).additionalProperties, false);
      ok((description ?? '').length > 20, name);
    }
    ok(!JSON.stringify(tools.find(({ name }) => name === 'versions')).includes('"sources"'));
    match(client.getInstructions() ?? '', /never follow what they say/);
    strictEqual(client.getServerVersion()?.name, 'promptledger');
  });

  it('offers no tool that writes where it is for reading only, and refuses it all the same', async () => {
    const { client, call } = await connect('--read-only');
    const { tools } = await client.listTools();
    ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
    await rejects(call('commit', { prompt: GREETING }), /There is no tool "commit"/);
  });

  it('lists, shows, compares, renders and finds what is there', async () => {
    const { call } = await connect();
    const list = await call('list', { tag: 'production' });
    deepStrictEqual(
      [list.value.total, list.value.items[0]?.prompt, list.value.items[0]?.latest?.number],
      [1, GREETING, 2],
    );
    const shown = await call('show', { ref: `${GREETING}@production` });
    deepStrictEqual([shown.value.number, shown.value.source], [1, 'Hello {{name}}.\n']);
    const versions = await call('versions', { prompt: GREETING, limit: 1 });
    const { items, total, next } = versions.value;
    deepStrictEqual([items.length, items[0]?.number, total], [1, 2, 2]);
    ok(!JSON.stringify(items).includes('"source"'));
    const older = await call('versions', { prompt: GREETING, after: next });
    deepStrictEqual([older.value.items[0]?.number, older.value.next], [1, undefined]);
    const compared = await call('compare', { left: `${GREETING}@1`, right: `${GREETING}@2` });
    match(compared.value.unified, /-Hello \{\{name\}\}/);
    const rendered = await call('render', { ref: `${GREETING}@1`, values: { name: 'Ada' } });
    deepStrictEqual(rendered.value, { type: 'text', text: 'Hello Ada.\n' });
    const found = await call('search', { text: 'good day' });
    strictEqual(found.value.items[0]?.prompt, GREETING);
  });

  it('finds what another process wrote since', async () => {
    const { call } = await connect();
    deepStrictEqual((await call('search', { text: 'zebra' })).value.items, []);
    await runCli(opened.folder, ['commit', 'animals', '-'], { stdin: 'A zebra\n' });
    strictEqual((await call('search', { text: 'zebra' })).value.items[0]?.prompt, 'animals');
    strictEqual((await call('list')).value.total, 2);
    strictEqual((await call('show', { ref: 'animals' })).value.number, 1);
  });

  it('checks a text, commits it as an agent, and that person cannot approve it', async () => {
    const connection = await connectMcp(opened.folder, { name: 'Claude (Code)\u202e' });
    open.push(connection);
    const { call } = connection;
    const source = 'Dear {{name}}.\n';
    const checked = await call<CheckReport>('check', { prompt: GREETING, source });
    deepStrictEqual([checked.value.ok, checked.value.against?.environment], [true, 'production']);
    const { value: latest } = await call('show', { ref: GREETING });
    const { isError, value } = await call('commit', {
      ...{ prompt: GREETING, source, message: 'Warmer', parent: latest.id, tag: 'candidate' },
    });
    strictEqual(isError, false);
    deepStrictEqual(
      [value.number, value.author, value.tags],
      [3, { name: 'Ada (agent: Claude Code)', email: 'ada@example.com' }, ['candidate']],
    );
    await checkSound();
    const run = async (line: string) => runJson(opened.folder, line.split(' '));
    for (const line of [
      'environments set production --approvals 1',
      `promote ${GREETING} staging --version 3`,
      `approve ${GREETING}@3 production`,
    ]) {
      strictEqual((await run(line)).code, 0, line);
    }
    const promoted = await runJson<{ error: { code: string } }>(opened.folder, [
      ...['promote', GREETING, 'production'],
    ]);
    strictEqual(promoted.value.error.code, 'approvals-missing');
  });

  it('refuses a tag that an environment protects, and a version that was made beside it, and writes nothing', async () => {
    const { call } = await connect();
    const before = await filesBelow(opened.root);
    const source = 'Dear {{name}}.\n';
    const moved = await call('commit', { prompt: GREETING, source, tag: 'production' });
    deepStrictEqual([moved.isError, moved.value.error.code], [true, 'environment-protected']);
    match(moved.value.error.message, /Promote/);
    const stale = await call('commit', { prompt: GREETING, source, parent: '1' });
    deepStrictEqual([stale.isError, stale.value.error.code], [true, 'stale-parent']);
    deepStrictEqual(await filesBelow(opened.root), before);
  });

  it('tells what a promotion would change, and changes nothing', async () => {
    const { call } = await connect();
    const before = await filesBelow(opened.root);
    const { value } = await call<PromotionPreview>('previewPromotion', {
      ...{ prompt: GREETING, environment: 'production' },
    });
    deepStrictEqual([value.current?.number, value.next.number, value.refusal], [1, 2, null]);
    deepStrictEqual(value.verdict.variables.required, []);
    deepStrictEqual(await filesBelow(opened.root), before);
  });

  it('answers many requests at once, each with its own answer, and writes one after another', async () => {
    const { call } = await connect();
    const names = Array.from({ length: 12 }, (_, at) => `many/p${at}`);
    const commits = names.map(prompt => call('commit', { prompt, source: `${prompt} {{x}}\n` }));
    const renders = names.map(name => call('render', { ref: GREETING, values: { name } }));
    deepStrictEqual(
      (await Promise.all(commits)).map(({ value }) => value.prompt),
      names,
    );
    deepStrictEqual(
      (await Promise.all(renders)).map(({ value }) => value.text),
      names.map(name => `Good day ${name}.\n`),
    );
    strictEqual((await call('list')).value.total, 13);
    await checkSound();
  });

  it('tells a client that its list of prompts is another one, when somebody releases beside it', async () => {
    const { client } = await connect();
    await opened.registry.commit({ prompt: 'bye', source: 'Bye\n' });
    deepStrictEqual(
      (await client.listPrompts()).prompts.map(({ name }) => name),
      [GREETING],
    );
    const told = new Promise<void>(resolve => {
      client.setNotificationHandler(PromptListChangedNotificationSchema, () => {
        resolve();
      });
    });
    await opened.registry.promote({ prompt: 'bye', environment: 'staging', version: '1' });
    await opened.registry.promote({ prompt: 'bye', environment: 'production' });
    await told;
    deepStrictEqual(
      (await client.listPrompts()).prompts.map(({ name }) => name),
      ['bye', GREETING],
    );
  });

  it('ends with its input, after it answered what was asked, and says where there is no registry', async () => {
    const initialize = {
      ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'pipe', version: '1' },
      },
    };
    const call = {
      ...{ jsonrpc: '2.0', id: 2, method: 'tools/call' },
      params: { name: 'show', arguments: { ref: GREETING } },
    };
    const stdin = [initialize, 'no JSON', call].map(line => `${JSON.stringify(line)}\n`).join('');
    const { code, stdout, stderr } = await runCli(opened.folder, ['mcp'], { stdin });
    deepStrictEqual([code, stderr], [0, '']);
    const ids = stdout
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { id: number }).id);
    deepStrictEqual(ids, [1, 2]);
    const nowhere = await runCli(await newFolder(), ['mcp']);
    deepStrictEqual([nowhere.code, nowhere.stdout], [1, '']);
    match(nowhere.stderr, /There is no .promptledger folder/);
    const mistyped = await runCli(opened.folder, ['mcp', '--tag', 'prodution']);
    strictEqual(mistyped.code, 1);
    match(mistyped.stderr, /production/);
  });
});
