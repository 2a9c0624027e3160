import * as audit from './declared/audit';
import * as compare from './declared/compare';
import * as environments from './declared/environments';
import * as exchange from './declared/exchange';
import * as experiments from './declared/experiments';
import * as prompts from './declared/prompts';
import * as releases from './declared/releases';
import * as rendering from './declared/rendering';
import * as runs from './declared/runs';
import * as remotes from './declared/remotes';
import * as tags from './declared/tags';
import * as versions from './declared/versions';

/** Every operation by its name: all that those files export. */
export const OPERATIONS = {
  ...prompts,
  ...versions,
  ...tags,
  ...compare,
  ...rendering,
  ...runs,
  ...releases,
  ...environments,
  ...audit,
  ...exchange,
  ...experiments,
  ...remotes,
};
