import { archivedOverText } from './archived';
import { contestText, textsDiverged } from './contestedNames';
import { movedText } from './movedText';
import type { PromptInfo, StatusInfo } from './model';

/** What can be wrong with a prompt, worst first; closed. */
export type TroubleKind = 'unreadable' | 'damaged' | 'names' | 'archive' | 'moved' | 'texts';

/** Something about a prompt that a person has to mend or to decide. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** What stands beside the prompt's name: one or two words. */
  readonly word: string;
  /** What is wrong, and what ends it. */
  readonly sentence: string;
}

/** What a person has to mend or to decide of a prompt, worst first; nothing of one that is well. */
export function troublesOf(info: StatusInfo): readonly Trouble[] {
  return [
    ...damageTroubles(info),
    ...(info.contested?.names ?? []).map(contested => ({
      kind: 'names' as const,
      word: 'name diverged',
      sentence: contestText(contested),
    })),
    ...archiveTroubles(info),
    ...(textsDiverged(info) ? [TEXTS] : []),
  ];
}

/** Whether there is something of a prompt to commit, to mend or to decide. */
export function isOpen(info: PromptInfo): boolean {
  if (troublesOf(info).length > 0) return true;
  // The document of an archived prompt may well be gone.
  return info.state !== 'clean' && !(info.state === 'missing' && info.archived);
}

/** The words for them, each once. */
export function troubleWords(troubles: readonly Trouble[]): readonly string[] {
  return [...new Set(troubles.map(({ word }) => word))];
}

const TEXTS: Trouble = {
  kind: 'texts',
  word: 'diverged',
  sentence: 'Two branches committed different texts. Merge them.',
};

function archiveTroubles({ prompt, archivedOver, documentAt }: StatusInfo): readonly Trouble[] {
  const found: Trouble[] = [];
  if (archivedOver !== undefined) {
    const sentence = archivedOverText(prompt, archivedOver.versions);
    found.push({ kind: 'archive', word: 'archive diverged', sentence });
  }
  if (documentAt !== undefined) {
    const sentence = movedText({ prompt, at: documentAt });
    found.push({ kind: 'moved', word: 'document moved', sentence });
  }
  return found;
}

function damageTroubles({ problem }: StatusInfo): readonly Trouble[] {
  if (problem === undefined) return [];
  const { path, code, message, belongsTo } = problem;
  if (path.startsWith('prompts/')) {
    const sentence = `The working document cannot be read: ${path}. ${message}`;
    return [{ kind: 'unreadable', word: 'unreadable', sentence }];
  }
  if (code === 'io') {
    const sentence = `A record cannot be read: ${path}. ${message} Make it readable: until then every answer about this prompt could be wrong.`;
    return [{ kind: 'unreadable', word: 'unreadable', sentence }];
  }
  if (belongsTo !== undefined) {
    const sentence = `A record lies in the wrong folder: ${path}. Repair the registry: until then every answer that it could have changed is in doubt.`;
    return [{ kind: 'damaged', word: 'damaged', sentence }];
  }
  const sentence = `A record is damaged: ${path}. ${message} What may depend on it is left out. Repair the registry, or restore the file from git.`;
  return [{ kind: 'damaged', word: 'damaged', sentence }];
}
