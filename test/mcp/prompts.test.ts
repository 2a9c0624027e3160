import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { connectMcp, type McpConnection } from '../support/mcpClient';
import { temporaryFolders } from '../support/temporaryFolders';

const ANSWER = `---
type: chat
inputs:
  tone: { type: string, required: false, enum: [warm, "plain, short"], description: How it sounds }
  urgent: { type: boolean, default: false }
  count: { type: integer }
---
system:
You are {{tone}}.
user:
{{count}} of {{query}}{{#urgent}}!{{/urgent}}
`;

describe('prompts that an agent is offered', () => {
  const newFolder = temporaryFolders();
  const open: McpConnection[] = [];
  let opened: CliRegistry;

  beforeEach(async () => {
    opened = await greetingRegistry(await newFolder());
    const { registry, type } = opened;
    await registry.commit({ prompt: 'answer', source: ANSWER });
    await registry.describe({ prompt: 'answer', description: 'Answers.\nIn\u202e time' });
    await registry.promote({ prompt: 'answer', environment: 'staging', version: '1' });
    await registry.promote({ prompt: 'answer', environment: 'production' });
    await type('samples/answer/one.json', '{"query":"Winter tents","count":3}');
    await type('samples/answer/two.json', '{"query":"winter coats","count":12}');
    await type('samples/answer/broken.json', '{"query":');
  });

  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
  });

  async function connect(...args: string[]): Promise<McpConnection['client']> {
    const connection = await connectMcp(opened.folder, { args });
    open.push(connection);
    return connection.client;
  }

  it('are those that the last environment serves, with their arguments', async () => {
    const { prompts } = await (await connect()).listPrompts();
    deepStrictEqual(prompts, [
      {
        name: 'answer',
        description: 'Answers.\\nIn\\u202e time',
        arguments: [
          { name: 'count', description: 'integer, as JSON', required: true },
          { name: 'query', required: true },
          { name: 'tone', description: 'How it sounds', required: false },
          { name: 'urgent', description: 'boolean, as JSON', required: false },
        ],
      },
    ]);
  });

  it('are those of a tag where one is named, or the latest', async () => {
    const names = async (...args: string[]) =>
      (await (await connect(...args)).listPrompts()).prompts.map(({ name }) => name);
    deepStrictEqual(await names('--tag', 'staging'), ['answer', 'support/greeting']);
    await opened.registry.commit({ prompt: 'draft', source: 'x' });
    deepStrictEqual(await names('--tag', 'latest'), ['answer', 'draft', 'support/greeting']);
    await opened.registry.archive('draft');
    deepStrictEqual(await names('--tag', 'latest'), ['answer', 'support/greeting']);
  });

  it('are filled in, with values of the types that they declare, and the system message in front', async () => {
    const client = await connect();
    const { messages, description, _meta } = await client.getPrompt({
      name: 'answer',
      arguments: { count: '3', query: '{{tone}} tents', urgent: 'true', tone: '' },
    });
    deepStrictEqual(messages, [
      {
        role: 'user',
        content: { type: 'text', text: '[system message]\nYou are .\n\n3 of {{tone}} tents!' },
      },
    ]);
    match(description ?? '', /This is v1 of answer\. .* so its system message stands in them/);
    strictEqual(_meta?.['promptledger/number'], 1);
  });

  it('can be asked for by another tag or a number', async () => {
    const client = await connect();
    const given = { name: 'Ada' };
    const { messages } = await client.getPrompt({
      name: 'support/greeting@staging',
      arguments: given,
    });
    deepStrictEqual(messages[0]?.content, { type: 'text', text: 'Good day Ada.\n' });
    const first = await client.getPrompt({ name: 'support/greeting@1', arguments: given });
    deepStrictEqual(first.messages[0]?.content, { type: 'text', text: 'Hello Ada.\n' });
  });

  const refused: readonly (readonly [name: string, given: Record<string, string>, says: RegExp])[] =
    [
      ['support/greeting', { name: 'Ada' }, /has no tag "production"/],
      [
        'support/greting@1',
        { name: 'Ada' },
        /There is no prompt "support\/greting".*support\/greeting/,
      ],
      ['answer', { count: '3' }, /query/],
      ['answer', { count: 'three', query: 'x' }, /"count" must be integer, written as JSON/],
      ['answer', { count: '1.5', query: 'x' }, /"count" must be integer/],
      ['answer', { count: '3', query: 'x', mood: 'y' }, /has no argument "mood".*count, query/],
      ['../../etc/passwd', {}, /may hold only lower-case/],
      ['answer@__proto__', {}, /must start and end/],
      ['', {}, /name/],
    ];
  for (const [name, given, says] of refused) {
    it(`refuse ${JSON.stringify(name)} with ${JSON.stringify(given)}, and say why`, async () => {
      const client = await connect();
      await rejects(client.getPrompt({ name, arguments: given }), (error: Error) => {
        match(error.message, says);
        ok('code' in error && error.code === -32602, JSON.stringify(error));
        return true;
      });
    });
  }

  it('complete an argument from what is declared and from samples', async () => {
    const client = await connect();
    const complete = async (name: string, value: string) => {
      const ref = { type: 'ref/prompt' as const, name: 'answer' };
      return (await client.complete({ ref, argument: { name, value } })).completion.values;
    };
    deepStrictEqual(await complete('tone', ''), ['warm', 'plain, short']);
    deepStrictEqual(await complete('tone', 'PL'), ['plain, short']);
    deepStrictEqual(await complete('urgent', ''), ['false', 'true']);
    deepStrictEqual(await complete('query', 'winter'), ['Winter tents', 'winter coats']);
    deepStrictEqual(await complete('count', ''), ['3', '12']);
    deepStrictEqual(await complete('constructor', ''), []);
  });

  it('are listed page by page, each once', async () => {
    const { registry } = opened;
    const names = Array.from({ length: 103 }, (_, at) => `many/p${String(at).padStart(3, '0')}`);
    for (const prompt of names) await registry.commit({ prompt, source: 'Hi', tag: 'all' });
    const client = await connect('--tag', 'all');
    const first = await client.listPrompts();
    strictEqual(first.prompts.length, 100);
    const second = await client.listPrompts({ cursor: first.nextCursor });
    deepStrictEqual(
      [...first.prompts, ...second.prompts].map(({ name }) => name),
      names,
    );
    strictEqual(second.nextCursor, undefined);
  });
});
