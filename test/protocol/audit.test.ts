import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  isAuditAction,
  readAuditQuery,
  readAuditView,
  type AuditAction,
  type AuditQuery,
  type AuditView,
} from '../../src/protocol/audit';

const QUERY: AuditQuery = {
  kind: 'promote',
  prompt: '',
  environment: '',
  who: 'Ada',
  text: '',
  from: '2026-05-03',
  to: '',
};
const VIEW: AuditView = {
  type: 'view',
  query: QUERY,
  rows: [
    {
      id: 'x',
      when: 'just now',
      at: '20 Nov 2026',
      kind: 'promote',
      prompt: 'a/b',
      environment: 'production',
      version: 'v2',
      who: 'Ada',
      text: '- Kinder',
    },
  ],
  found: 4,
  choices: { kinds: ['promote'], prompts: ['a/b'], environments: [], people: ['Ada'] },
  problem: '',
};

describe('the table of events', () => {
  it('is read as it was sent', () => {
    deepStrictEqual(readAuditView(JSON.parse(JSON.stringify(VIEW))), VIEW);
    deepStrictEqual(readAuditQuery({ ...QUERY }), QUERY);
  });

  it('is nothing of another shape', () => {
    for (const stranger of [
      undefined,
      { ...VIEW, found: -1 },
      { ...VIEW, query: {} },
      { ...VIEW, choices: { ...VIEW.choices, people: 'Ada' } },
      { ...VIEW, rows: [{ ...VIEW.rows[0], text: null }] },
    ]) {
      strictEqual(readAuditView(stranger), undefined);
    }
    strictEqual(readAuditQuery({ ...QUERY, who: 1 }), undefined);
  });

  it('asks for what the host knows, and for nothing else', () => {
    const actions: AuditAction[] = [
      { kind: 'query', query: QUERY },
      { kind: 'export', format: 'csv' },
      { kind: 'export', format: 'json' },
      { kind: 'open', id: 'x' },
    ];
    for (const action of actions) strictEqual(isAuditAction(action), true, action.kind);
    for (const stranger of [
      { kind: 'export', format: 'xml' },
      { kind: 'query' },
      { kind: 'sql', id: '' },
    ]) {
      strictEqual(isAuditAction(stranger), false);
    }
  });
});
