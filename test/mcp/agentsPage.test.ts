import { ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { greetingRegistry } from '../support/cliRegistry';
import { connectMcp } from '../support/mcpClient';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

interface Registration {
  readonly command: string;
  readonly args: readonly string[];
}

describe('the page on agents', () => {
  const newFolder = temporaryFolders();
  const page = readFileSync(projectPath('media/docs/agents.md'), 'utf8');
  const blocks = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(
    ([, text = '']) => JSON.parse(text) as Readonly<Record<string, Record<string, Registration>>>,
  );
  const shell = /^claude mcp add promptledger -- npx (.*)$/m.exec(page)?.[1]?.split(' ') ?? [];
  const registrations = [
    ...blocks.flatMap(block => Object.values(block).flatMap(servers => Object.values(servers))),
    { command: 'npx', args: shell },
  ];

  it('registers a command line that serves the registry of a workspace, wherever it is started', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    strictEqual(registrations.length, 3);
    for (const { command, args } of registrations) {
      const [program, name, ...rest] = args.map(arg => arg.replace('${workspaceFolder}', folder));
      strictEqual([command, program, name].join(' '), 'npx promptledger mcp');
      const isNamed = rest.length > 0;
      const { client, close } = await connectMcp(isNamed ? await newFolder() : folder, {
        args: rest,
      });
      ok((await client.listTools()).tools.length > 10);
      await close();
    }
  });

  it('names every tool', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const { client, close } = await connectMcp(folder);
    for (const { name } of (await client.listTools()).tools) ok(page.includes(`\`${name}\``), name);
    await close();
  });
});
