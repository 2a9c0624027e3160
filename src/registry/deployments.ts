import { derivePrompt } from '../core/derive/derivePrompt';
import { deploymentsOf, type Deployment } from '../core/derive/deployments';
import { compareText } from '../core/records/records';
import { FolderMemo } from './folderMemo';
import { allNames } from './folders';
import type { Ledger } from './ledger';

/** What every environment serves of one prompt, in the order of the pipeline. */
export interface PromptDeployments {
  readonly prompt: string;
  readonly deployments: readonly Deployment[];
}

/** Answers what each environment serves; asked again, it reads only what changed. */
export class Deployments {
  readonly #memo = new FolderMemo<readonly Deployment[]>();

  /** Of every prompt that has a version and is not archived, sorted by name. Throws `invalid-registry`, `io`. */
  async all(ledger: Ledger): Promise<readonly PromptDeployments[]> {
    const { environments } = await ledger.config();
    const found = await this.#memo.all(ledger, JSON.stringify(environments), records => {
      const state = derivePrompt(records);
      const isShown = state.versions.size > 0 && !state.archived;
      return isShown ? deploymentsOf('', state, environments) : [];
    });
    const shown = [...found].filter(([, deployments]) => deployments.length > 0);
    const names = await allNames(ledger);
    const named = shown.map(([folder, deployments]) => {
      const prompt = names.nameOf(folder);
      return { prompt, deployments: deployments.map(item => ({ ...item, prompt })) };
    });
    return named.sort((left, right) => compareText(left.prompt, right.prompt));
  }
}
