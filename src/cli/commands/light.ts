/**
 * The commands that need little code of their own, as one part of the program: to open a file for each
 * would take longer than to read it. What is heavy (documents, templates, comparisons, SQL, other
 * systems' formats) is loaded by the command that needs it.
 */
export { audit, changelog } from './audit';
export { deployments, served } from './deployments';
export { add, environments, move, remove, set } from './environments';
export { log, show } from './log';
export { list, status, verify } from './look';
export { approve, promote, releases, rollback } from './release';
export { tags } from './tags';
export {
  archive,
  checkout,
  commit,
  describe,
  discard,
  init,
  merge,
  newPrompt,
  rename,
  restore,
  tag,
  untag,
} from './write';
