/** What `import … from 'promptledger'` gives. */
export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/errors';
export type { IncludeResolver } from '../core/render/includes';
export type { Values } from '../core/document/inputs';
export type { Author } from '../core/records/records';
export type { RenderedMessage, RenderedPrompt } from '../core/render/render';
export type {
  Page,
  PromptInfo,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/derive/shapes';
export type { TemplateVariable } from '../core/render/variables';
export { openRegistry, type OpenOptions } from './openRegistry';
export type { Prompt, RenderOptions } from './prompt';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export {
  Registry,
  type ListOptions,
  type ReleasesOptions,
  type VersionsOptions,
} from './registryClient';
export { listVariables, renderDocument, type SourceOptions } from './renderSource';
export type { HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';
