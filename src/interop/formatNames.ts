/** A format that versions can be written in, as lists and help name it. */
export interface VersionFormat {
  readonly name: string;
  /** One line for help and lists. */
  readonly summary: string;
  /** What the name of a file ends with. */
  readonly ending: string;
  /** `one` version or any number of `versions`. */
  readonly takes: 'one' | 'versions';
}

/** Every format that needs nothing but versions, in the order of the help. */
export const VERSION_FORMATS = [
  {
    name: 'prompt',
    summary: 'the document of one version, as it is',
    ending: '.prompt',
    takes: 'one',
  },
  {
    name: 'json',
    summary: 'a list of versions with their documents',
    ending: '.json',
    takes: 'versions',
  },
  {
    name: 'csv',
    summary: 'a row for each version, for spreadsheets',
    ending: '.csv',
    takes: 'versions',
  },
  {
    name: 'dotprompt',
    summary: "a .prompt of Google's Dotprompt",
    ending: '.prompt',
    takes: 'one',
  },
  { name: 'prompty', summary: 'a .prompty of Prompty 2', ending: '.prompty', takes: 'one' },
  {
    name: 'openai',
    summary: 'a request to OpenAI, its variables as they are',
    ending: '.json',
    takes: 'one',
  },
  {
    name: 'phoenix',
    summary: 'what POST /v1/prompts of Arize Phoenix takes',
    ending: '.json',
    takes: 'one',
  },
  {
    name: 'langfuse',
    summary: 'what POST /api/public/v2/prompts of Langfuse takes',
    ending: '.json',
    takes: 'one',
  },
] as const satisfies readonly VersionFormat[];

export type VersionFormatName = (typeof VERSION_FORMATS)[number]['name'];

/** What can be imported and what people call it, the more telling signs first. */
export const IMPORT_TITLES = {
  prompty: 'Prompty',
  dotprompt: 'Dotprompt',
  humanloop: 'Humanloop',
  phoenix: 'Arize Phoenix',
  promptfoo: 'promptfoo',
  'semantic-kernel': 'Semantic Kernel',
  promptlayer: 'PromptLayer',
  mlflow: 'MLflow',
  langchain: 'LangChain',
  json: 'the JSON export of Prompt Ledger',
  langfuse: 'Langfuse',
  'openai-responses': 'OpenAI Responses',
  gemini: 'Gemini',
  bedrock: 'Bedrock Converse',
  anthropic: 'Anthropic',
  jsonl: 'a request on each line',
  openai: 'OpenAI messages',
  agentmark: 'AgentMark',
  langwatch: 'LangWatch',
  'github-models': 'GitHub Models',
  csv: 'CSV with a header',
  vscode: 'prompts, agents and instructions of VS Code',
  text: 'plain texts',
  prompt: 'prompt documents',
} as const;

export type ImportFormatName = keyof typeof IMPORT_TITLES;
