import * as vscode from 'vscode';
import { renderedDiff, type RenderedSide } from '../../core/compare/telling/renderedDiff';
import { parseDocument } from '../../core/prompt/document/document';
import { emptyValues } from '../../core/prompt/samples/sample';
import type { SampleField } from '../../core/prompt/samples/fieldText';
import { listFields } from '../../core/prompt/samples/sampleFields';
import type { SampleName, SampleResult } from '../../registry/samples';
import { inBackground } from '../shell/log';
import { documentUri, sampleUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import { renderedSide, workingText } from '../compare/sides';
import { requireWritable, type Command } from '../shell/command';
import { sideName, type Side } from '../../registry/sides';
import { askPair } from '../compare/compare';
import { askPrompt, askSample, newChoice, sampleNameProblem, wrap } from '../shell/questions';
import { pick, wizard, type Choice } from '../shell/wizard';
import { tellInformation } from '../shell/shown';

/** Opens a sample of a prompt beside its editor, a new one with a field for every variable. */
export const editSample: Command<'editSample'> = async (context, { input }) => {
  const session = await context.registryHost.require();
  const done = await wizard<{ prompt?: string; sample?: string }>(
    'Edit Sample',
    { prompt: input.prompt, sample: input.sample },
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
            typed: text =>
              names.includes(text) || text === ''
                ? undefined
                : newChoice('sample', text, sampleNameProblem(text)),
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
    const changes = emptyValues(await fieldsOf(session, prompt));
    await session.registry.saveSample({ prompt, sample, changes, copyOf: null });
  }
  const uri = sampleUri(session.root, prompt, sample);
  // Where the prompt is edited, and not on top of it or of the preview that asked for it.
  const viewColumn = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(uri, { viewColumn, preview: false });
  return { prompt, sample };
};

/** The fields of a prompt's working document; none where it cannot be read. */
async function fieldsOf(session: RegistrySession, prompt: string): Promise<readonly SampleField[]> {
  const { document, layout } = parseDocument(await workingText(session, prompt));
  return document === undefined ? [] : listFields(document, { layout });
}

/** Compares what two versions make of one sample, in a panel. */
export const compareRendered: Command<'compareRendered'> = async (context, call) => {
  const pair = await askPair(context, call, 'Compare Rendered');
  if (pair === undefined) return undefined;
  const session = await context.registryHost.require();
  const { prompt } = pair.left;
  const done = await wizard('Compare Rendered', { sample: call.input.sample }, [
    { field: 'sample', ask: (_, place) => askSample(session, place, prompt) },
  ]);
  if (done?.sample === undefined) return undefined;
  const { sample } = done;
  const rendered = await Promise.all([
    renderSide(session, pair.left, sample),
    renderSide(session, pair.right, sample),
  ]);
  context.surfaces.compare(prompt, pair.left.side, pair.right.side, sample);
  return renderedDiff(sample, ...rendered);
};

async function renderSide(
  session: RegistrySession,
  side: Side,
  sample: string,
): Promise<RenderedSide> {
  const { text, error } = await renderedSide(session, side.prompt, side.side, sample);
  return {
    label: sideName(side),
    text,
    error: error && { code: error.code, message: error.message },
  };
}

/** How long the work goes on quietly before it can be cancelled by a notification. */
const QUIET_FOR_MS = 1500;

/** Renders every sample and lists those that fail. */
export const renderSamples: Command<'renderSamples'> = async (
  { registryHost },
  { input, isInteractive },
) => {
  const session = await registryHost.require();
  // From the palette all prompts are meant, also while one of them is edited.
  const { prompt } = input;
  if (!isInteractive) return session.registry.renderSamples({ prompt });
  const results = await renderWithProgress(session);
  if (results === undefined) return undefined;
  const failing = results.filter(result => !result.ok);
  if (failing.length === 0) {
    const count =
      results.length === 1 ? 'The only sample renders' : `All ${results.length} samples render`;
    const text = results.length === 0 ? 'There are no samples yet.' : `${count}.`;
    inBackground('Telling of samples', tellInformation(text));
    return results;
  }
  const chosen = await pick({
    title: `${failing.length} of ${results.length} Samples Fail`,
    step: 1,
    totalSteps: 1,
    placeholder: 'Choose one to open it beside its prompt',
    items: failing.map(failureChoice),
  });
  if (typeof chosen === 'object') await openBeside(session, chosen);
  return results;
};

function failureChoice(result: SampleResult): Choice<SampleName> {
  return {
    label: `${result.prompt} · ${result.sample}`,
    detail: result.error?.message ?? '',
    iconPath: new vscode.ThemeIcon('error'),
    value: result,
  };
}

/** Shows progress in the view; a person who waits for long can stop it. */
async function renderWithProgress(
  session: RegistrySession,
): Promise<readonly SampleResult[] | undefined> {
  const stop = { isAsked: false };
  let report: (next: SampleName, done: number, all: number) => void = () => undefined;
  const work = vscode.window.withProgress({ location: { viewId: 'promptLedger.prompts' } }, () =>
    session.registry.renderSamples({
      onSample: (next, done, all) => {
        report(next, done, all);
        return !stop.isAsked;
      },
    }),
  );
  const isDone = await Promise.race([Promise.resolve(work).then(() => true), waitQuietly()]);
  if (!isDone) {
    const location = vscode.ProgressLocation.Notification;
    const options = { location, title: 'Rendering samples', cancellable: true };
    await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => {
        stop.isAsked = true;
      });
      report = ({ prompt, sample }, done, all) => {
        progress.report({ message: `${done + 1} of ${all}: ${prompt} · ${sample}` });
      };
      return work;
    });
  }
  const results = await work;
  return stop.isAsked ? undefined : results;
}

function waitQuietly(): Promise<false> {
  return new Promise(resolve => {
    setTimeout(() => {
      resolve(false);
    }, QUIET_FOR_MS);
  });
}

async function openBeside(session: RegistrySession, { prompt, sample }: SampleName): Promise<void> {
  const { root } = session;
  const { One: left, Beside: right } = vscode.ViewColumn;
  await vscode.window.showTextDocument(documentUri(root, prompt), { viewColumn: left });
  const options = { viewColumn: right, preview: false };
  await vscode.window.showTextDocument(sampleUri(root, prompt, sample), options);
}
