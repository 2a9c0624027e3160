import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  auditChannel,
  readAuditQuery,
  type AuditQuery,
  type AuditView,
} from '../../src/protocol/audit';
import { checkNews, checkRequests } from '../support/channels';

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
  it('is taken only when all of it can be shown', () => {
    checkNews(
      auditChannel,
      [['view', VIEW]],
      [
        ['view', undefined],
        ['view', { ...VIEW, found: -1 }],
        ['view', { ...VIEW, query: {} }],
        ['view', { ...VIEW, choices: { ...VIEW.choices, people: 'Ada' } }],
        ['view', { ...VIEW, rows: [{ ...VIEW.rows[0], text: null }] }],
      ],
    );
  });

  it('asks for what the extension knows, and for nothing else', () => {
    checkRequests(
      auditChannel,
      [
        ['ready', null],
        ['query', QUERY],
        ['export', 'csv'],
        ['export', 'json'],
        ['open', 'x'],
      ],
      [
        ['export', 'xml'],
        ['query', null],
        ['sql', ''],
      ],
    );
  });

  it('survives a reload by what the page remembers', () => {
    deepStrictEqual(readAuditQuery({ ...QUERY }), QUERY);
    strictEqual(readAuditQuery({ ...QUERY, who: 1 }), undefined);
  });
});
