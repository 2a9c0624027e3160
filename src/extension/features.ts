import { shellContributions } from './shell/contributions';
import { promptsContributions } from './prompts/contributions';
import { versionsContributions } from './versions/contributions';
import { tagsContributions } from './tags/contributions';
import { environmentsContributions } from './environments/contributions';
import { releasesContributions } from './releases/contributions';
import { auditContributions } from './audit/contributions';
import { previewContributions } from './preview/contributions';
import { runContributions } from './run/contributions';
import { compareContributions } from './compare/contributions';
import { historyContributions } from './history/contributions';
import { blameContributions } from './blame/contributions';
import { changesContributions } from './changes/contributions';
import { queryContributions } from './query/contributions';
import { exchangeContributions } from './exchange/contributions';
import { verifyContributions } from './verify/contributions';
import { languageContributions } from './language/contributions';
import { helpContributions } from './help/contributions';
import type { OPERATIONS } from '../operations/all';
import type { ValueOf } from '../operations/schema';
import type { CommandIdOf } from './shell/contributing';

/** What every room adds to VS Code, in the order of the views. */
export const FEATURES = [
  shellContributions,
  promptsContributions,
  versionsContributions,
  tagsContributions,
  environmentsContributions,
  releasesContributions,
  auditContributions,
  previewContributions,
  runContributions,
  compareContributions,
  historyContributions,
  blameContributions,
  changesContributions,
  queryContributions,
  exchangeContributions,
  verifyContributions,
  languageContributions,
  helpContributions,
] as const;

/** Every command of this extension, without its prefix. */
export type CommandId = CommandIdOf<Feature>;

type Feature = (typeof FEATURES)[number];

/** What only the editor tells a command. */
type OwnFields<Id extends string, Each = Feature> = Each extends {
  readonly commands: Readonly<Record<Id, { readonly input: infer Own }>>;
}
  ? Own
  : never;

type FieldsOf<Id extends string> = (Id extends keyof typeof OPERATIONS
  ? (typeof OPERATIONS)[Id]['input']
  : unknown) &
  ([OwnFields<Id>] extends [never] ? unknown : OwnFields<Id>);

/** What a command can be told, none of which it has to be: the input of its operation, and what is its own. */
export type InputOf<Id extends CommandId> = {
  readonly [Name in keyof FieldsOf<Id>]?: ValueOf<FieldsOf<Id>[Name]> | undefined;
};
