import { BACK, pick, type Choice } from '../shell/wizard';
import { languageModels, VSCODE } from './languageModels';
import type { RunSettings } from './runSettings';

/** Long enough for a server that is there, short enough for one that is not. */
const PATIENCE_MS = 2000;

/** Asks for a model: those that can be asked now, or one that is typed. `undefined` where the person gave up. */
export async function askModel(
  settings: RunSettings,
  current: string | undefined,
): Promise<string | undefined> {
  const items = await modelChoices(settings, current);
  const chosen = await pick({
    title: 'Model for This Run',
    step: 1,
    totalSteps: 1,
    placeholder: 'Choose a model, or type one: openai/gpt-5-mini',
    items,
    typed: text => (text.includes('/') ? { label: text, value: text } : undefined),
  });
  return chosen === BACK ? undefined : chosen;
}

async function modelChoices(
  settings: RunSettings,
  current: string | undefined,
): Promise<readonly Choice<string>[]> {
  const { signal } = new AbortController();
  const own = await languageModels.models(signal);
  const offered = await offeredModels(settings);
  const choice = (model: string): Choice<string> => ({
    label: model,
    description: model === current ? 'now' : '',
    value: model,
  });
  return [
    ...offered.map(choice),
    ...own.map(model => ({
      label: `${VSCODE}/${model}`,
      description: 'a model of VS Code, no key needed',
      value: `${VSCODE}/${model}`,
    })),
    {
      label: 'echo/echo',
      description: 'says the last message back, no key needed',
      value: 'echo/echo',
    },
  ];
}

/** What the providers offer that can be asked: those with a key, and servers on this machine. */
async function offeredModels(settings: RunSettings): Promise<readonly string[]> {
  const found = await Promise.all(
    (await settings.ready()).map(async name => {
      const stop = AbortSignal.timeout(PATIENCE_MS);
      const listed = settings.open(`${name}/`).provider.models(stop);
      // A server that does not answer offers nothing; running says why.
      const models = await listed.catch(() => []);
      return models.map(model => `${name}/${model}`);
    }),
  );
  return [...new Set(found.flat())];
}
