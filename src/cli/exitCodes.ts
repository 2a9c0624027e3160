import type { LedgerErrorCode } from '../core/base/errors';

/** Done. */
export const DONE = 0;
/** Refused, not found, or not so: what was asked is understood, and the answer is no. */
export const REFUSED = 1;
/** Wrong usage: no registry could answer that. */
export const WRONG_USAGE = 2;

/** How a program ends for each error. */
export const EXIT_CODES: Readonly<Record<LedgerErrorCode, number>> = {
  'prompt-not-found': REFUSED,
  'version-not-found': REFUSED,
  'tag-not-found': REFUSED,
  'environment-not-found': REFUSED,
  'sample-not-found': REFUSED,
  'registry-not-found': REFUSED,
  'reference-ambiguous': REFUSED,
  'invalid-name': REFUSED,
  'invalid-argument': WRONG_USAGE,
  'invalid-document': REFUSED,
  'invalid-registry': REFUSED,
  'invalid-input': REFUSED,
  'template-syntax': REFUSED,
  'missing-variables': REFUSED,
  'include-cycle': REFUSED,
  'name-taken': REFUSED,
  'tag-reserved': REFUSED,
  'tag-immutable': REFUSED,
  'environment-protected': REFUSED,
  'approvals-missing': REFUSED,
  'nothing-to-commit': REFUSED,
  'nothing-to-promote': REFUSED,
  'nothing-to-roll-back': REFUSED,
  'stale-parent': REFUSED,
  'working-document-modified': REFUSED,
  'identity-missing': REFUSED,
  'record-corrupt': REFUSED,
  'registry-newer': REFUSED,
  'too-large': REFUSED,
  untrusted: REFUSED,
  io: REFUSED,
  'provider-missing': REFUSED,
  'key-missing': REFUSED,
  'provider-refused': REFUSED,
  'answer-missing': REFUSED,
  'experiment-unmet': REFUSED,
};
