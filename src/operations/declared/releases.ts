import { environment, page, prompt, ref } from './fields';
import { operation } from '../operation';
import { optional, text, texts, textsByName } from '../schema';

export const promote = operation({
  name: 'promote',
  summary: 'release a version to an environment',
  effect: 'writes',
  output: 'release',
  input: {
    prompt,
    environment,
    version: optional(text('version to release')),
    changelog: optional(text('changelog; without it, the commit messages in between')),
  },
  examples: [
    [
      { prompt: 'support/greeting', environment: 'production', changelog: 'Shorter' },
      'from staging to production',
    ],
  ],
});

export const previewPromotion = operation({
  name: 'previewPromotion',
  summary: 'tell what a promotion would change, and what stands in its way; writes nothing',
  effect: 'reads',
  output: 'promotionPreview',
  input: { prompt, environment, version: optional(text('version to release')) },
  examples: [
    [
      { prompt: 'support/greeting', environment: 'production' },
      'what callers of production would notice',
    ],
  ],
});

export const promoteAll = operation({
  name: 'promoteAll',
  summary: 'release every prompt that the environment before serves otherwise',
  effect: 'writes',
  output: 'promoted[]',
  input: {
    environment,
    prompts: optional(texts('only these')),
    changelogs: optional(
      textsByName('changelogs by prompt; without one, the commit messages in between'),
    ),
  },
});

export const approve = operation({
  name: 'approve',
  summary: 'approve a version for an environment',
  effect: 'writes',
  output: 'version',
  input: { ref, environment, note: optional(text('a note')) },
  examples: [
    [{ ref: 'support/greeting@5', environment: 'production' }, 'let version 5 go to production'],
  ],
});

export const rollback = operation({
  name: 'rollback',
  summary: 'release what an environment served before',
  effect: 'writes',
  output: 'release',
  input: {
    prompt,
    environment,
    to: optional(text('an earlier release than the last one')),
    reason: text('why'),
  },
  examples: [
    [
      { prompt: 'support/greeting', environment: 'production', reason: 'Too long' },
      'take the last release back',
    ],
  ],
});

export const releases = operation({
  name: 'releases',
  summary: 'list the releases of a prompt, newest first',
  effect: 'reads',
  output: 'release[]',
  input: { prompt, ...page, environment: optional(text('only those of this one')) },
  examples: [
    [{ prompt: 'support/greeting', environment: 'production' }, 'what production got, and why'],
  ],
});
