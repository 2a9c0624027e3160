import { EVENT_KINDS } from '../../core/ledger/audit/events';
import { environment, prompt, span } from './fields';
import { operation } from '../operation';
import { optional, someOf, text } from '../schema';

export const audit = operation({
  name: 'audit',
  summary: 'list everything that happened, newest first',
  effect: 'reads',
  output: 'event[]',
  input: {
    prompt: optional(prompt),
    environment: optional(text('only what is about this tag or environment')),
    kinds: optional(someOf(EVENT_KINDS, 'only this')),
    who: optional(text('by somebody whose name or e-mail holds this')),
    text: optional(text('with this in what was written')),
    ...span,
  },
  examples: [[{ kinds: ['rollback'], from: '6 months ago' }, 'what was taken back, and why']],
});

export const changelog = operation({
  name: 'changelog',
  summary: 'print the changelog of an environment as Markdown',
  effect: 'reads',
  output: 'changelog',
  input: { environment, ...span },
  examples: [
    [{ environment: 'production', from: '2026-10-01' }, 'what production got since October'],
  ],
});

export const verify = operation({
  name: 'verify',
  summary: 'check every record',
  effect: 'reads',
  output: 'verify',
  input: {
    since: optional(
      text(
        'compare with this commit of git: its records must be there, and what is new obey its rules',
      ),
    ),
  },
  examples: [
    [{}, 'let CI fail on what was tampered with'],
    [{ since: 'origin/main' }, 'what a branch lost, and did against the rules'],
  ],
});
