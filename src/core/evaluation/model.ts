import type { Check } from './checks/model';

/** What a run has to reach; each is a number, and only those that are there are asked for. */
export interface Requirements {
  /** The share of rows that pass, from 0 to 1. */
  readonly passRate?: number;
  /** From 0 to 1. */
  readonly meanScore?: number;
  /** 95 of 100 answers come within this time. */
  readonly p95Ms?: number;
  /** In the currency of the prices. */
  readonly costPerRow?: number;
}

/** What is expected of single rows: named by their sample, their id or their values. */
export interface ExperimentRow {
  readonly sample?: string;
  readonly row?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly expected?: unknown;
  readonly checks: readonly Check[];
  readonly threshold?: number;
}

/** Which answers are kept in git. */
export type Keep = 'all' | 'failed' | 'none';

/** `experiments/<name>.yaml`, with its defaults filled in. */
export interface Experiment {
  readonly description: string;
  readonly prompts: readonly string[];
  /** The file under `datasets/`, with or without its end; `null` for the samples of the prompt. */
  readonly dataset: string | null;
  /** None for that of the document. */
  readonly models: readonly string[];
  /** Set over those of the document. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** How often each row is asked. */
  readonly repeat: number;
  readonly checks: readonly Check[];
  readonly rows: readonly ExperimentRow[];
  readonly require: Requirements;
  readonly keep: Keep;
}

/** A row of the dataset as an experiment asks it. */
export interface PlannedRow {
  readonly checks: readonly Check[];
  readonly threshold?: number;
  /** What `{{name}}` in a check stands for: the values, and `expected` where no value is called so. */
  readonly checkValues: Readonly<Record<string, unknown>>;
}
