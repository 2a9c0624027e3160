import { isCsv, readCsv } from './csv';
import { isAgentmark, readAgentmark } from './agentmark';
import { isDotprompt, readDotprompt } from './dotprompt';
import type { Draft, Reading } from './draft';
import { isEditorFile, readEditorFile } from './editorFiles';
import type { ForeignFile } from './foreignFile';
import { IMPORT_TITLES, type ImportFormatName } from './formatNames';
import { isGithubModels, readGithubModels } from './githubModels';
import { isHumanloop, readHumanloop } from './humanloop';
import { isLangchain, readLangchain } from './langchain';
import { isLangfuse, readLangfuse } from './langfuse';
import { isLangwatch, readLangwatch } from './langwatch';
import { isMlflow, readMlflow } from './mlflow';
import { isOpenai, readOpenai } from './openai';
import { isOwnDocument, isOwnJson, readOwnDocument, readOwnJson, type OwnDraft } from './own';
import { isPhoenix, readPhoenix } from './phoenix';
import { isPlainText, readPlainText } from './plainText';
import { isPromptfoo, readPromptfoo } from './promptfoo';
import { isPromptlayer, readPromptlayer } from './promptlayer';
import { isPrompty, readPrompty } from './prompty';
import { isAnthropic, readAnthropic } from './requests/anthropic';
import { isBedrock, readBedrock } from './requests/bedrock';
import { isGemini, readGemini } from './requests/gemini';
import { isOpenaiResponses, readOpenaiResponses } from './requests/openaiResponses';
import { isRequestLines, readRequestLines } from './requests/requestLines';
import { isSemanticKernel, readSemanticKernel } from './semanticKernel';

/** How a kind of file is told and read. */
export interface ImportReader {
  /** Whether a file looks like one, by its name and what is in it. Throws nothing. */
  readonly recognizes: (file: ForeignFile) => boolean;
  /** Its prompts. Throws `invalid-document` with the place. */
  readonly read: (file: ForeignFile, reading: Reading) => readonly (Draft | OwnDraft)[];
}

export interface ImportFormat extends ImportReader {
  readonly name: ImportFormatName;
  /** What people call it. */
  readonly title: string;
}

const READERS: Readonly<Record<ImportFormatName, ImportReader>> = {
  prompty: { recognizes: isPrompty, read: readPrompty },
  dotprompt: { recognizes: isDotprompt, read: readDotprompt },
  humanloop: { recognizes: isHumanloop, read: readHumanloop },
  phoenix: { recognizes: isPhoenix, read: readPhoenix },
  promptfoo: { recognizes: isPromptfoo, read: readPromptfoo },
  'semantic-kernel': { recognizes: isSemanticKernel, read: readSemanticKernel },
  promptlayer: { recognizes: isPromptlayer, read: readPromptlayer },
  mlflow: { recognizes: isMlflow, read: readMlflow },
  langchain: { recognizes: isLangchain, read: readLangchain },
  json: { recognizes: isOwnJson, read: readOwnJson },
  langfuse: { recognizes: isLangfuse, read: readLangfuse },
  'openai-responses': { recognizes: isOpenaiResponses, read: readOpenaiResponses },
  gemini: { recognizes: isGemini, read: readGemini },
  bedrock: { recognizes: isBedrock, read: readBedrock },
  anthropic: { recognizes: isAnthropic, read: readAnthropic },
  jsonl: { recognizes: isRequestLines, read: readRequestLines },
  openai: { recognizes: isOpenai, read: readOpenai },
  agentmark: { recognizes: isAgentmark, read: readAgentmark },
  langwatch: { recognizes: isLangwatch, read: readLangwatch },
  'github-models': { recognizes: isGithubModels, read: readGithubModels },
  csv: { recognizes: isCsv, read: readCsv },
  vscode: { recognizes: isEditorFile, read: readEditorFile },
  text: { recognizes: isPlainText, read: readPlainText },
  prompt: { recognizes: isOwnDocument, read: readOwnDocument },
};

/** Every format that can be imported, the more telling signs first. */
export const IMPORT_FORMATS: readonly ImportFormat[] = (
  Object.entries(IMPORT_TITLES) as readonly (readonly [ImportFormatName, string])[]
).map(([name, title]) => ({ name, title, ...READERS[name] }));
