import type { PromptSet } from '../core/compare/telling/promptSets';
import { documentOrLeaveOut, listPrompts } from '../registry/listing';
import { promptSet, type PromptSetReader } from '../registry/promptSets';
import type { OpenedLedger } from './openLedger';
import { sourceText } from '../core/ledger/records/records';

/** A side of a comparison of all prompts, from the files. Throws what `promptSet` does. */
export function setSources({ root, ledger }: OpenedLedger, side: string): Promise<PromptSet> {
  const reader: PromptSetReader = {
    prompts: () => listPrompts(ledger),
    environments: async () => (await ledger.config()).environments.map(({ name }) => name),
    version: async ({ prompt }, selector) => {
      const { version } = await ledger.version(`${prompt}@${selector}`);
      return sourceText(version);
    },
    working: async prompts => {
      const sources = new Map<string, string>();
      for (const prompt of prompts) {
        const source = (await documentOrLeaveOut(ledger, prompt))?.text;
        if (source !== undefined) sources.set(prompt, source);
      }
      return sources;
    },
    revision: async revision => {
      const { gitDocuments } = await import('../store/gitDocuments');
      return gitDocuments(root, revision);
    },
  };
  return promptSet(reader, side);
}
