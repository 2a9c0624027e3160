import * as vscode from 'vscode';

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
  readonly input: vscode.QuickPick<Choice<T>> | vscode.InputBox;
  /** The answer as it stands, or `undefined` where it cannot be taken. */
  readonly answer: () => T | undefined;
  readonly listening: vscode.Disposable | undefined;
}

export interface PickOptions<T> extends Place {
  readonly placeholder: string;
  readonly items: readonly Choice<T>[];
  /** Another choice for what is typed, shown first. */
  readonly typed?: (text: string) => Choice<T> | undefined;
}

/** Asks for one of a list. */
export function pick<T>(options: PickOptions<T>): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<Choice<T>>();
  prepare(input, options);
  input.placeholder = options.placeholder;
  input.items = options.items;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const { typed } = options;
  const listening =
    typed &&
    input.onDidChangeValue(text => {
      const choice = typed(text);
      input.items = choice === undefined ? options.items : [choice, ...options.items];
    });
  return show({ input, listening, answer: () => input.selectedItems[0]?.value });
}

export interface TextOptions extends Place {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** True: `value` is a beginning to go on from; else typing replaces it. */
  readonly isBeginning?: boolean;
  /** Why a text cannot be taken, as a sentence, checked while it is typed. */
  readonly problem?: (text: string) => string | undefined;
}

/** Asks for a line of text. */
export function askText(options: TextOptions): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  prepare(input, options);
  input.prompt = options.prompt;
  input.placeholder = options.placeholder;
  input.value = options.value ?? '';
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
  return show({ input, listening, answer });
}

function prepare<T>(input: vscode.QuickPick<Choice<T>> | vscode.InputBox, place: Place): void {
  input.title = place.title;
  input.step = place.totalSteps > 1 ? place.step : undefined;
  input.totalSteps = place.totalSteps > 1 ? place.totalSteps : undefined;
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}

function show<T>({ input, answer: read, listening }: Question<T>): Promise<Answer<T>> {
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
