import { render, type TemplateResult } from 'lit-html';

/** What a page shows follows from its state, one value: a change of it draws what is other then. */
export class View<State extends object> {
  readonly #root: HTMLElement;
  readonly #template: (state: State) => TemplateResult;
  #state: State;

  constructor(root: HTMLElement, state: State, template: (state: State) => TemplateResult) {
    this.#root = root;
    this.#state = state;
    this.#template = template;
  }

  get state(): State {
    return this.#state;
  }

  change(change: Partial<State>): void {
    this.keep(change);
    this.draw();
  }

  /** Changes what nobody sees, or what is drawn with more that follows. */
  keep(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  draw(): void {
    render(this.#template(this.#state), this.#root);
  }
}
