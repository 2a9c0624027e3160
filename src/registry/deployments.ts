import { doubtOf } from '../core/ledger/derive/damage';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { deploymentsOf, type Deployment } from '../core/ledger/derive/deployments';
import { promptNameProblem } from '../core/base/names';
import type { Environment } from '../core/ledger/environments/registryConfig';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import { FolderMemo } from './folderMemo';
import { allNames } from './folders';
import type { Ledger } from './ledger';
import { compareText } from '../core/base/textOrder';
import type { PromptState } from '../core/ledger/derive/model';

/** What every environment serves of one prompt, in the order of the pipeline. */
export interface PromptDeployments {
  readonly prompt: string;
  readonly deployments: readonly Deployment[];
  /** Why nothing is said of it: a record file that the answer may depend on. */
  readonly problem?: RecordProblem;
}

/** Answers what each environment serves; asked again, it reads only what changed. */
export class Deployments {
  readonly #memo = new FolderMemo<Omit<PromptDeployments, 'prompt'>>();

  /** Of every prompt that has a version and is not archived, sorted by name. Throws `invalid-registry`, `io`. */
  async all(ledger: Ledger): Promise<readonly PromptDeployments[]> {
    const { environments } = await ledger.config();
    const found = await this.#memo.all(ledger, JSON.stringify(environments), read => {
      const state = derivePrompt(read.records, read);
      const problem = problemFor(state, environments);
      if (problem !== undefined) return { deployments: [], problem };
      const isShown = state.versions.size > 0 && !state.archived;
      return { deployments: isShown ? deploymentsOf('', state, environments) : [] };
    });
    const isShown = (folder: string, item: Omit<PromptDeployments, 'prompt'>): boolean =>
      item.deployments.length > 0 ||
      (item.problem !== undefined && promptNameProblem(folder) === undefined);
    const names = await allNames(ledger);
    const named = [...found]
      .filter(([folder, item]) => isShown(folder, item))
      .map(([folder, item]) => {
        const prompt = names.nameOf(folder);
        const deployments = item.deployments.map(one => ({ ...one, prompt }));
        return { ...item, prompt, deployments };
      });
    return named.sort((left, right) => compareText(left.prompt, right.prompt));
  }
}

/** What is served, since when, and how many versions apart. */
function problemFor(
  { damage }: PromptState,
  environments: readonly Environment[],
): RecordProblem | undefined {
  const tags = environments.flatMap(({ name }) => [`served ${name}`, `moves ${name}`] as const);
  return doubtOf(damage, 'versions', 'facts', ...tags);
}
