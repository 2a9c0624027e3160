import { once } from 'node:events';
import { join } from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { serveAgent } from '../../mcp/server';
import type { Found } from '../../mcp/world';
import type { Ledger } from '../../registry/ledger';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import type { OpenedIndex, Run } from '../command';
import { writeOut } from '../terminal';

declare const VERSION: string;

interface McpCall {
  readonly tag?: string | undefined;
  readonly readOnly?: boolean | undefined;
}

/** Serves the registry on stdin and stdout until stdin ends and everything that was asked is answered. */
export const mcp: Run<McpCall> = async (context, { tag, readOnly }) => {
  const { ledger } = await context.read();
  if (tag !== 'latest') await requireTagOrEnvironment(ledger, tag);
  const { stdin, stdout, stderr } = process;
  const search = new Search(ledger);
  const ended = once(stdin, 'end');
  const world = {
    ledger,
    search: (text: string) => search.find(text),
    version: VERSION,
    tag,
    isReadOnly: readOnly === true,
  };
  const server = await serveAgent(world, new StdioServerTransport(stdin, stdout));
  if (stdin.isTTY) await writeOut(stderr, 'Waiting for an agent on stdin. Ctrl+D ends it.\n');
  // The transport ends by itself where a message is larger than anybody means.
  await Promise.race([ended, server.closed]);
  await server.settled();
  await server.close();
  search.close();
  return { value: null, text: '' };
};

/** The database for searching, opened when somebody searches, and brought up to date each time. */
class Search {
  readonly #ledger: Ledger;
  #opening: Promise<OpenedIndex> | undefined;
  #opened: OpenedIndex | undefined;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  async find(text: string): Promise<readonly Found[]> {
    const { index, refresh } = await (this.#opening ??= this.#open());
    await refresh();
    return index.queries.holding(text).hits;
  }

  close(): void {
    this.#opened?.index.close();
  }

  async #open(): Promise<OpenedIndex> {
    try {
      const { openIndex } = await import('../openIndex');
      this.#opened = await openIndex(this.#ledger.ports, join(__dirname, 'sql-wasm.wasm'));
      return this.#opened;
    } catch (error) {
      // The next search may find the disk as it should be.
      this.#opening = undefined;
      throw error;
    }
  }
}
