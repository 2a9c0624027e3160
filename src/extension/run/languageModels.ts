import * as vscode from 'vscode';
import type { ModelRequest } from '../../core/evaluation/request';
import { LedgerError } from '../../core/base/errors';
import { printJson } from '../../core/base/json';
import {
  functionTool,
  isInstruction,
  isMapping,
  textOf,
} from '../../core/prompt/providers/request';
import type { RenderedCall, RenderedMessage } from '../../core/prompt/render/model';
import type { AskOptions, Provider, Said } from '../../registry/provider';

/** What stands before the "/" of a model that VS Code offers: "vscode/gpt-4o". */
export const VSCODE = 'vscode';

/** What a person should know who runs a prompt on a model of VS Code. */
export const VSCODE_NOTE =
  'Models of VS Code take no system message: it is sent as the first one of the user. No key is needed, and tokens are not told.';

/** The models that VS Code's extensions offer (Copilot and others), as a provider. */
export const languageModels: Provider = {
  name: VSCODE,
  ask,
  models: async () => {
    const found = await vscode.lm.selectChatModels();
    return [...new Set(found.map(({ id }) => id))].sort();
  },
};

async function ask(request: ModelRequest, options: AskOptions): Promise<Said> {
  const model = await modelOf(request.model ?? '');
  const cancel = new vscode.CancellationTokenSource();
  const stop = (): void => {
    cancel.cancel();
  };
  options.signal.addEventListener('abort', stop);
  try {
    const response = await model.sendRequest(
      messagesOf(request.messages),
      requestOptions(request),
      cancel.token,
    );
    return { ...(await hear(response, options)), usage: null, model: model.id };
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    throw refusal(model, error);
  } finally {
    options.signal.removeEventListener('abort', stop);
    cancel.dispose();
  }
}

async function modelOf(name: string): Promise<vscode.LanguageModelChat> {
  const [byId] = await vscode.lm.selectChatModels({ id: name });
  const [found] = byId === undefined ? await vscode.lm.selectChatModels({ family: name }) : [byId];
  if (found !== undefined) return found;
  const known = await languageModels.models(new AbortController().signal);
  const hint =
    known.length === 0
      ? 'No extension offers one here; Copilot is one that does.'
      : `There are: ${known.join(', ')}.`;
  const message = `VS Code has no language model "${name}". ${hint}`;
  throw new LedgerError('provider-missing', { model: name, known }, message);
}

function requestOptions({
  parameters,
  tools,
}: ModelRequest): vscode.LanguageModelChatRequestOptions {
  return {
    justification: 'Prompt Ledger runs the prompt that you asked it to run.',
    ...(parameters === undefined ? {} : { modelOptions: { ...parameters } }),
    ...(tools === undefined ? {} : { tools: tools.flatMap(toolOf) }),
  };
}

function toolOf(tool: unknown): vscode.LanguageModelChatTool[] {
  const read = functionTool(tool);
  if (read === undefined) return [];
  const { name, description = '', parameters } = read;
  return [{ name, description, ...(isMapping(parameters) ? { inputSchema: parameters } : {}) }];
}

/** Instructions come first, as a message of the user. */
function messagesOf(messages: readonly RenderedMessage[]): vscode.LanguageModelChatMessage[] {
  return messages.map(message => {
    if (isInstruction(message)) return vscode.LanguageModelChatMessage.User(textOf(message));
    if (message.role === 'assistant') {
      const calls = message.toolCalls ?? [];
      return vscode.LanguageModelChatMessage.Assistant([
        new vscode.LanguageModelTextPart(textOf(message)),
        ...calls.map(
          call => new vscode.LanguageModelToolCallPart(call.id, call.name, call.arguments),
        ),
      ]);
    }
    const text = new vscode.LanguageModelTextPart(textOf(message));
    const part =
      message.role === 'tool'
        ? new vscode.LanguageModelToolResultPart(message.toolCallId ?? '', [text])
        : text;
    return vscode.LanguageModelChatMessage.User([part]);
  });
}

async function hear(
  response: vscode.LanguageModelChatResponse,
  { onPiece }: AskOptions,
): Promise<Pick<Said, 'output' | 'finish'>> {
  const calls: RenderedCall[] = [];
  let text = '';
  for await (const part of response.stream) {
    if (part instanceof vscode.LanguageModelTextPart) {
      text += part.value;
      onPiece({ type: 'text', text: part.value });
    } else if (part instanceof vscode.LanguageModelToolCallPart) {
      const call = { id: part.callId, name: part.name, arguments: valuesOf(part.input) };
      calls.push(call);
      onPiece({ type: 'call', call });
    }
  }
  const finish = calls.length === 0 ? 'stop' : 'tool_calls';
  return { output: { text, tool_calls: calls }, finish };
}

function valuesOf(input: object): Readonly<Record<string, unknown>> {
  return JSON.parse(printJson(input)) as Record<string, unknown>;
}

function refusal({ id, vendor }: vscode.LanguageModelChat, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const reason = error instanceof vscode.LanguageModelError ? error.code : error.name;
  const message = `The language model ${id} of ${vendor} did not answer: ${error.message}`;
  return new LedgerError(
    'provider-refused',
    { provider: VSCODE, model: id, reason },
    message,
    error,
  );
}
