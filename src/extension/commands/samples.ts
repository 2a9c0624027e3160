import * as vscode from 'vscode';
import { parseDocument, type PromptDocument } from '../../core/document';
import { LedgerError } from '../../core/errors';
import { listInputs } from '../../core/inputs';
import { promptNameProblem } from '../../core/names';
import { listVariables } from '../../core/variables';
import { sampleUri } from '../paths';
import type { RegistrySession } from '../session';
import { workingText } from '../sides';
import { requireWritable, type Command } from './command';
import { askPrompt, wrap } from './questions';
import { pick, wizard, type Choice } from './quickInput';

/** Opens a sample of a prompt beside its editor, a new one with a field for every variable. */
export const editSample: Command = async (context, { answers }) => {
  const session = await context.workbench.require();
  const done = await wizard<{ prompt?: string; sample?: string }>(
    'Edit Sample',
    { prompt: answers.prompt, sample: answers.sample },
    [
      { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
      {
        field: 'sample',
        ask: async ({ prompt = '' }, place) => {
          const names = await session.documents.samples(prompt);
          const items = names.map(name => ({ label: name, value: name }));
          const answer = await pick({
            ...place,
            placeholder: 'Choose a sample, or type the name of a new one',
            items,
            typed: text => (names.includes(text) || text === '' ? undefined : newSample(text)),
          });
          return wrap(answer, sample => ({ sample }));
        },
      },
    ],
  );
  if (done?.prompt === undefined || done.sample === undefined) return undefined;
  const { prompt, sample } = done;
  if (!(await session.documents.samples(prompt)).includes(sample)) {
    await requireWritable(context);
    await session.documents.writeSample(prompt, sample, await emptySample(session, prompt));
  }
  const uri = sampleUri(session.root, prompt, sample);
  // Where the prompt is edited, and not on top of it or of the preview that asked for it.
  const viewColumn = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(uri, { viewColumn, preview: false });
  return { prompt, sample };
};

function newSample(text: string): Choice<string> {
  const problem = text.includes('/') ? 'A sample name holds no "/".' : promptNameProblem(text);
  return problem === undefined
    ? { label: `$(add) New sample "${text}"`, alwaysShow: true, value: text }
    : { label: `$(error) ${problem}`, alwaysShow: true };
}

/** A sample with a field for every variable: its default, or an empty text. */
async function emptySample(session: RegistrySession, prompt: string): Promise<string> {
  const { document } = parseDocument(await workingText(session, prompt));
  if (document === undefined) return '{}\n';
  const defaults = new Map(listInputs(document).map(input => [input.name, input.default]));
  const fields = variableNames(document).map(name => [name, defaults.get(name) ?? '']);
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}

/** None where the template cannot be read: the sample is then written by hand. */
function variableNames(document: PromptDocument): readonly string[] {
  try {
    return listVariables(document).map(variable => variable.name);
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}
