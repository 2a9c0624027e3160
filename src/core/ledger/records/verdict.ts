import type { GateName } from '../environments/registryConfig';
import type { InputType } from '../../prompt/document/model';

/** A variable that takes another type than before; `any` is what nobody declared. */
export interface RetypedVariable {
  readonly name: string;
  readonly from: InputType;
  readonly to: InputType;
}

/** A sample that the released version does not render. */
export interface FailingSample {
  readonly sample: string;
  readonly message: string;
  /** The version that was served before rendered it. */
  readonly regressed: boolean;
}

/** What the samples of the prompt said when a release was made. */
export interface SamplesVerdict {
  readonly checked: number;
  readonly failing: readonly FailingSample[];
}

/** A run of an experiment that a release relies on, or that stood in its way. */
export interface ExperimentRun {
  /** The id of its record. */
  readonly record: string;
  readonly model: string;
  readonly rows: number;
  readonly passed: number;
  /** What it was held against, row by row; `null` where nothing was. */
  readonly compared: {
    readonly version: string;
    /** Rows that pass with the new version alone, and with the other one alone. */
    readonly wins: number;
    readonly losses: number;
    readonly p: number;
  } | null;
}

/** What an experiment that the environment asks for said of the version. */
export interface ExperimentVerdict {
  readonly experiment: string;
  /** The environment whose version it was compared with; `null` for none. */
  readonly against: string | null;
  /** `not-asked`: the experiment does not try this prompt. */
  readonly result: 'passed' | 'failed' | 'not-asked';
  readonly runs: readonly ExperimentRun[];
}

/** What a release changes for those who render the prompt. */
export interface Verdict {
  /** A caller that rendered the old version would fail with the new one. */
  readonly breaking: boolean;
  /** Why it does, one sentence each; empty unless `breaking`. */
  readonly why: readonly string[];
  readonly variables: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly retyped: readonly RetypedVariable[];
    /** What has to be given now and had not to be before, new variables among them. */
    readonly required: readonly string[];
  };
  /** Front matter that changed, by key: what it was and what it is (absent: `null`). */
  readonly changed: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** Only where the prompt has samples. */
  readonly samples?: SamplesVerdict;
  /** Only where the environment asks for something: whether it was so. */
  readonly gates?: Readonly<Partial<Record<GateName, 'passed' | 'failed'>>>;
  /** Only where the environment asks for experiments. */
  readonly experiments?: readonly ExperimentVerdict[];
}
