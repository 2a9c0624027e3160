/** What `import … from 'promptledger'` gives. */
export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/base/errors';
export type { IncludeResolver } from '../core/prompt/render/model';
export type { Values } from '../core/prompt/document/inputs';
export type { AnthropicRequest } from '../core/prompt/providers/anthropic';
export type { GeminiRequest } from '../core/prompt/providers/gemini';
export type { OpenAiRequest } from '../core/prompt/providers/openai';
export type { OpenAiResponsesRequest } from '../core/prompt/providers/openaiResponses';
export type { VercelAiRequest } from '../core/prompt/providers/vercelAI';
export type { Author } from '../core/ledger/records/records';
export type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';
export type {
  Page,
  PromptInfo,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
export type { TemplateVariable } from '../core/prompt/render/variables';
export { openRegistry, type OpenOptions } from './openRegistry';
export { openPublished, type PublishedOptions, type PublishedRegistry } from './openPublished';
export type { Following, FollowOptions, Published } from './following';
export type { RenderOptions } from './basicPrompt';
export type { Prompt } from './prompt';
export type { LedgerWarning, WarningCode } from '../registry/warnings';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export type { ListOptions, Registry, ReleasesOptions, VersionsOptions } from './registry';
export { listVariables, renderDocument, type SourceOptions } from './renderSource';
export type { AnyPromptName, HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';
export type {
  ApproveInput,
  CommitInput,
  PromoteInput,
  RollbackInput,
  TagInput,
  UntagInput,
} from '../registry/inputs';
