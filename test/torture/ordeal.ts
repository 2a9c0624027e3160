import type { Findings } from './findings';
import type { Random } from './random';

/** What a round of an ordeal works with. */
export interface Round {
  /** An empty folder of its own; kept where something was found. */
  readonly folder: string;
  readonly random: Random;
  readonly findings: Findings;
}

/** One way to try the registry by force. Each round is whole in itself, and takes some seconds. */
export interface Ordeal {
  readonly name: string;
  readonly round: (round: Round) => Promise<void>;
}
