import type { Environment } from '../core/ledger/environments/registryConfig';
import type { VersionRecord } from '../core/ledger/records/records';
import type { AnswerStore } from './answerStore';
import type { PromptSnapshot } from './model';

/** A file that holds rows of values, as it comes from a disk. */
export interface DatasetSource {
  readonly name: string;
  readonly format: 'jsonl' | 'csv';
  /** Its text in pieces, however large it is. Throws `io`, `invalid-input` for what is no UTF-8. */
  chunks(): AsyncIterable<string>;
}

/** The files that experiments are made of: people edit them. */
export interface ExperimentSources {
  /** Names of the experiments, sorted. Throws `io`. */
  experiments(): Promise<readonly string[]>;
  /** The YAML of an experiment, or `undefined`. Throws `io`. */
  experiment(name: string): Promise<string | undefined>;
  /** Names of the datasets, sorted. Throws `io`. */
  datasets(): Promise<readonly string[]>;
  /** A dataset, or `undefined`. Throws `io`. */
  dataset(name: string): Promise<DatasetSource | undefined>;
}

/** What experiments are made of, and what came of their rows. */
export interface Evaluation {
  readonly sources: ExperimentSources;
  readonly answers: AnswerStore;
}

/** A version on its way to an environment. */
export interface Promotion {
  readonly snapshot: PromptSnapshot;
  readonly target: Environment;
  readonly next: VersionRecord;
}
