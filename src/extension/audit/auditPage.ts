import * as vscode from 'vscode';
import { EVENT_KINDS, type EventFilter, type LedgerEvent } from '../../core/ledger/audit/events';
import { LedgerError } from '../../core/base/errors';
import {
  isAuditAction,
  readAuditQuery,
  type AuditAction,
  type AuditQuery,
  type AuditRow,
  type AuditView,
} from '../../protocol/audit';
import { fullTime, relativeTime } from '../shell/format';
import { PagePanels, type Page } from '../shell/pagePanel';
import type { RegistryHost } from '../shell/registryHost';

const VIEW_TYPE = 'promptLedger.audit';
/** More than anybody reads; the export has all of them. */
const ROWS_SHOWN = 1000;

/** A query that restricts nothing. */
export const EVERYTHING: AuditQuery = {
  kind: '',
  prompt: '',
  environment: '',
  who: '',
  text: '',
  from: '',
  to: '',
};

/** What happened in the registry: one page per window. */
export function auditPanels(
  extensionUri: vscode.Uri,
  registryHost: RegistryHost,
): PagePanels<AuditQuery, AuditAction> {
  return new PagePanels(extensionUri, {
    viewType: VIEW_TYPE,
    script: 'audit.js',
    style: 'audit.css',
    icon: 'audit',
    page: new AuditPage(registryHost),
    isAction: isAuditAction,
    readState: readAuditQuery,
    keyOf: () => '',
    onDidChange: listener => registryHost.onDidChange(listener),
  });
}

class AuditPage implements Page<AuditQuery, AuditAction> {
  readonly #registryHost: RegistryHost;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
  }

  title(): string {
    return 'Audit';
  }

  async view(query: AuditQuery): Promise<AuditView> {
    try {
      const session = await this.#registryHost.require();
      const all = await session.registry.events();
      const found = await session.registry.events(filterOf(query));
      const rows = found.slice(0, ROWS_SHOWN).map(toRow);
      return {
        type: 'view',
        query,
        rows,
        found: found.length,
        choices: choicesOf(all),
        problem: '',
      };
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const choices = choicesOf([]);
      return { type: 'view', query, rows: [], found: 0, choices, problem: error.message };
    }
  }

  async act(query: AuditQuery, action: AuditAction): Promise<{ state?: AuditQuery }> {
    switch (action.kind) {
      case 'query':
        return { state: action.query };
      case 'export':
        await vscode.commands.executeCommand('promptLedger.exportAudit', {
          kind: 'answers',
          ...filterOf(query),
          format: action.format,
        });
        return {};
      case 'open':
        await this.#open(action.id);
        return {};
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
