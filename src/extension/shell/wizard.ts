import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { shownChoices } from './shown';

/** The person went one step back. */
export const BACK = Symbol('back');
/** An answer, `BACK`, or `undefined` where the person gave up. */
export type Answer<T> = T | typeof BACK | undefined;

/** Where a question stands among those of its command. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** A choice in a list; `value` is absent for separators. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

/** A question that is ready to be shown. */
interface Question<T> {
  readonly input: Pick<
    vscode.InputBox,
    'onDidAccept' | 'onDidHide' | 'onDidTriggerButton' | 'show' | 'dispose'
  >;
  /** The answer that a button other than "back" stands for. */
  readonly pressed?: () => T;
  /** The answer as it stands, or `undefined` where it cannot be taken. */
  readonly answer: () => T | undefined;
  readonly listening: vscode.Disposable | undefined;
}

export interface PickOptions<T> extends Place {
  readonly placeholder: string;
  readonly items: readonly Choice<T>[];
  /** Another choice for what is typed, shown first. */
  readonly typed?: (text: string) => Choice<T> | undefined;
  /** A button on each choice that has a value: looks at it, and the list stays open. */
  readonly inspect?: {
    readonly icon: string;
    readonly tooltip: string;
    readonly show: (value: T) => void;
  };
}

/** Asks for one of a list. */
export function pick<T>(options: PickOptions<T>): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<Choice<T>>();
  prepare(input, options);
  input.placeholder = options.placeholder;
  input.items = shownChoices(options.items);
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const { typed } = options;
  const listening =
    typed &&
    input.onDidChangeValue(text => {
      const choice = typed(text);
      input.items = shownChoices(choice === undefined ? options.items : [choice, ...options.items]);
    });
  return show({ input, listening, answer: () => input.selectedItems[0]?.value });
}

/** Asks for any number of a list; those that are `picked` are ticked at first. */
export function pickMany<T>(options: PickOptions<T>): Promise<Answer<readonly T[]>> {
  const input = vscode.window.createQuickPick<Choice<T>>();
  prepare(input, options);
  input.canSelectMany = true;
  input.placeholder = options.placeholder;
  input.items = shownChoices(withInspection(options));
  input.selectedItems = input.items.filter(item => item.picked === true);
  input.matchOnDescription = true;
  const answer = (): readonly T[] | undefined => {
    const chosen = input.selectedItems.flatMap(item =>
      item.value === undefined ? [] : [item.value],
    );
    return chosen.length === 0 ? undefined : chosen;
  };
  const listening = input.onDidTriggerItemButton(({ item }) => {
    if (item.value !== undefined) options.inspect?.show(item.value);
  });
  return show({ input, listening, answer });
}

function withInspection<T>({ items, inspect }: PickOptions<T>): readonly Choice<T>[] {
  if (inspect === undefined) return items;
  const { icon, tooltip } = inspect;
  const buttons = [{ iconPath: new vscode.ThemeIcon(icon), tooltip }];
  return items.map(item => (item.value === undefined ? item : { ...item, buttons }));
}

export interface TextOptions extends Place {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** What is typed is not shown. */
  readonly isSecret?: boolean;
  /** True: `value` is a beginning to go on from; else typing replaces it. */
  readonly isBeginning?: boolean;
  /** Another way to answer, as a button in the title. */
  readonly button?: { readonly icon: string; readonly tooltip: string };
  /** Why a text cannot be taken, as a sentence, checked while it is typed. */
  readonly problem?: (text: string) => string | undefined;
}

/** The person pressed the button of the question instead of answering. */
export const BUTTON = Symbol('button');

/** Asks for a line of text. */
export function askText(
  options: TextOptions & { button: object },
): Promise<Answer<string | typeof BUTTON>>;
export function askText(options: TextOptions): Promise<Answer<string>>;
export function askText(options: TextOptions): Promise<Answer<string | typeof BUTTON>> {
  const input = vscode.window.createInputBox();
  prepare(input, options);
  if (options.button !== undefined) {
    const { icon, tooltip } = options.button;
    input.buttons = [...input.buttons, { iconPath: new vscode.ThemeIcon(icon), tooltip }];
  }
  input.prompt = showHidden(options.prompt);
  input.placeholder = options.placeholder;
  input.value = options.value ?? '';
  input.password = options.isSecret ?? false;
  if (options.isBeginning === true) {
    input.valueSelection = [input.value.length, input.value.length];
  }
  const problem = (): string | undefined => options.problem?.(input.value);
  const listening = input.onDidChangeValue(() => {
    input.validationMessage = input.value === '' ? undefined : problem();
  });
  const answer = (): string | undefined => {
    input.validationMessage = problem();
    return input.validationMessage === undefined ? input.value : undefined;
  };
  return show<string | typeof BUTTON>({ input, listening, answer, pressed: () => BUTTON });
}

function prepare<T>(input: vscode.QuickPick<Choice<T>> | vscode.InputBox, place: Place): void {
  input.title = showHidden(place.title);
  input.step = place.totalSteps > 1 ? place.step : undefined;
  input.totalSteps = place.totalSteps > 1 ? place.totalSteps : undefined;
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}

function show<T>({ input, answer: read, listening, pressed }: Question<T>): Promise<Answer<T>> {
  return new Promise(resolve => {
    const finish = (answer: Answer<T>): void => {
      resolve(answer);
      listening?.dispose();
      input.dispose();
    };
    input.onDidAccept(() => {
      const answer = read();
      if (answer !== undefined) finish(answer);
    });
    input.onDidTriggerButton(button => {
      if (button === vscode.QuickInputButtons.Back) finish(BACK);
      else if (pressed !== undefined) finish(pressed());
    });
    input.onDidHide(() => {
      finish(undefined);
    });
    input.show();
  });
}

/** One question of a command. */
export interface Step<T> {
  /** What the answer fills in; a question is not asked where that is known already. */
  readonly field: keyof T;
  ask(state: T, place: Place): Promise<Answer<Partial<T>>>;
}

/**
 * Asks what is not known yet, one question after another, with the way back to the one before.
 * `undefined` where the person gave up; nothing has happened then.
 */
export async function wizard<T extends object>(
  title: string,
  known: T,
  steps: readonly Step<T>[],
): Promise<T | undefined> {
  const open = steps.filter(({ field }) => known[field] === undefined);
  const states: T[] = [known];
  for (let at = 0; at < open.length;) {
    const step = open[at];
    const state = states[at];
    if (step === undefined || state === undefined) break;
    const answer = await step.ask(state, { title, step: at + 1, totalSteps: open.length });
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      at -= 1;
    } else {
      at += 1;
      states[at] = { ...state, ...answer };
    }
  }
  return states[open.length];
}
