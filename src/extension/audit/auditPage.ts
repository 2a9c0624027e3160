import * as vscode from 'vscode';
import { EVENT_KINDS, type EventFilter, type LedgerEvent } from '../../core/ledger/audit/events';
import { LedgerError } from '../../core/base/errors';
import {
  auditChannel,
  readAuditQuery,
  type AuditQuery,
  type AuditRow,
  type AuditView,
} from '../../protocol/audit';
import type { Handlers } from '../../protocol/channel';
import { fullTime, relativeTime } from '../shell/format';
import { Panels, type Page, type Panel } from '../shell/panelFrame';
import type { RegistryHost } from '../shell/registryHost';

const VIEW_TYPE = 'promptLedger.audit';
/** More than anybody reads; the export has all of them. */
const ROWS_SHOWN = 1000;

/** What happened in the registry: one page per window. */
export function auditPanels(
  extensionUri: vscode.Uri,
  registryHost: RegistryHost,
): Panels<AuditQuery, typeof auditChannel> {
  return new Panels(extensionUri, {
    viewType: VIEW_TYPE,
    channel: auditChannel,
    script: 'audit.js',
    styles: ['audit.css'],
    icon: 'audit',
    enableFindWidget: true,
    keyOf: () => '',
    readState: readAuditQuery,
    open: (panel, query) => new AuditPage(panel, registryHost, query),
  });
}

class AuditPage implements Page<AuditQuery, typeof auditChannel> {
  readonly handlers: Handlers<typeof auditChannel> = {
    ready: () => this.#panel.repaint(),
    query: query => {
      this.#query = query;
      return this.#panel.repaint();
    },
    export: async format => {
      const input = { kind: 'input', ...filterOf(this.#query), format };
      await vscode.commands.executeCommand('promptLedger.exportAudit', input);
      return null;
    },
    open: async id => {
      await this.#open(id);
      return null;
    },
  };
  readonly #panel: Panel<typeof auditChannel>;
  readonly #registryHost: RegistryHost;
  readonly #listening: { dispose(): void };
  #query: AuditQuery;

  constructor(panel: Panel<typeof auditChannel>, registryHost: RegistryHost, query: AuditQuery) {
    this.#panel = panel;
    this.#registryHost = registryHost;
    this.#query = query;
    this.#listening = registryHost.onDidChange(() => {
      panel.repaintSoon();
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  state(): AuditQuery {
    return this.#query;
  }

  title(): string {
    return 'Audit';
  }

  become(query: AuditQuery): void {
    this.#query = query;
    this.#panel.repaintSoon();
  }

  async repaint(isLast: () => boolean): Promise<void> {
    const view = await this.#view(this.#query);
    if (isLast()) this.#panel.tell('view', view);
  }

  async #view(query: AuditQuery): Promise<AuditView> {
    try {
      const session = await this.#registryHost.require();
      const all = await session.registry.events();
      const found = await session.registry.events(filterOf(query));
      const rows = found.slice(0, ROWS_SHOWN).map(toRow);
      return { query, rows, found: found.length, choices: choicesOf(all), problem: '' };
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return { query, rows: [], found: 0, choices: choicesOf([]), problem: error.message };
    }
  }

  async #open(id: string): Promise<void> {
    const { registry } = await this.#registryHost.require();
    const event = (await registry.events()).find(item => item.id === id);
    if (event === undefined) return;
    const { prompt, version } = event;
    if (version === null) {
      await vscode.commands.executeCommand('promptLedger.open', { kind: 'prompt', prompt });
      return;
    }
    const node = { kind: 'version', prompt, version: { id: version } };
    await vscode.commands.executeCommand('promptLedger.openVersion', node);
  }
}

/** Days are those of the person's own clock, from their first instant to their last. */
function filterOf({ kind, prompt, environment, who, text, from, to }: AuditQuery): EventFilter {
  const filled = (value: string): string | undefined => (value === '' ? undefined : value);
  const known = EVENT_KINDS.find(name => name === kind);
  return {
    prompt: filled(prompt),
    environment: filled(environment),
    who: filled(who),
    text: filled(text),
    kinds: known === undefined ? undefined : [known],
    from: momentOf(from, 'T00:00:00'),
    to: momentOf(to, 'T23:59:59.999'),
  };
}

function momentOf(day: string, time: string): string | undefined {
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function choicesOf(events: readonly LedgerEvent[]): AuditView['choices'] {
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  return {
    kinds: EVENT_KINDS,
    prompts: distinct(events.map(({ prompt }) => prompt)),
    environments: distinct(events.flatMap(({ tag }) => tag ?? [])),
    people: distinct(events.map(({ author }) => author.name)),
  };
}

function toRow({
  id,
  at,
  kind,
  prompt,
  tag,
  number,
  version,
  author,
  text,
}: LedgerEvent): AuditRow {
  const label = number === null ? (version ?? '').slice(0, 8) : `v${number}`;
  return {
    ...{ id, kind, prompt, text, version: label },
    environment: tag ?? '',
    when: relativeTime(at),
    at: fullTime(at),
    who: author.name,
  };
}
