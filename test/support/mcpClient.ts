import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { PromptInfo, VersionInfo } from '../../src/core/ledger/derive/model';
import { builtCli, cliEnvironment } from './cliProcess';

/** A client of the protocol, connected to the command line as a process of its own. */
export interface McpConnection {
  readonly client: Client;
  /** Calls a tool: whether it refused, and the JSON that it answered with. */
  readonly call: <T = AnswerValue>(name: string, input?: object) => Promise<McpAnswer<T>>;
  /** What the process has written to stderr until now. */
  readonly stderr: () => string;
  readonly close: () => Promise<void>;
}

export interface McpAnswer<T = AnswerValue> {
  readonly isError: boolean;
  /** The text as it came. */
  readonly text: string;
  readonly value: T;
}

/** What one tool or another answers with; a test asks for what its own has. */
export interface AnswerValue extends VersionInfo {
  readonly source: string;
  readonly error: { readonly code: string; readonly message: string };
  readonly items: readonly (PromptInfo & VersionInfo)[];
  readonly total: number;
  readonly next?: string;
  readonly leftOut?: readonly string[];
  readonly warnings?: readonly string[];
  readonly unified: string;
  readonly text: string;
}

/** Starts `promptledger mcp` in a folder and connects, by the name of the client. */
export async function connectMcp(
  folder: string,
  {
    args = [],
    name = 'test-agent',
  }: { readonly args?: readonly string[]; readonly name?: string } = {},
): Promise<McpConnection> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [await builtCli(), 'mcp', ...args],
    cwd: folder,
    env: cliEnvironment(folder, {}) as Record<string, string>,
    stderr: 'pipe',
  });
  const said: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const client = new Client({ name, version: '1.0.0' });
  await client.connect(transport);
  return {
    client,
    stderr: () => said.join(''),
    close: () => client.close(),
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Tests know the shape.
    call: async <T>(tool: string, input: object = {}) => {
      const result = await client.callTool({ name: tool, arguments: { ...input } });
      const { content, isError = false } = result as CallToolResult;
      const [first] = content;
      if (content.length !== 1 || first?.type !== 'text') throw new Error('It is not one text.');
      return { isError, text: first.text, value: JSON.parse(first.text) as T };
    },
  };
}
