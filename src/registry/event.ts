/** Ends what it came from: a subscription, a view, a panel. */
export interface Subscription {
  dispose(): void;
}

/** Something that can be listened to. Fits where VS Code expects one of its own events. */
export type Event<T> = (listener: (value: T) => unknown) => Subscription;

/**
 * Tells its listeners, in the order in which they came. A listener that throws is a bug, and comes
 * up as an unhandled rejection: it neither stops the others nor fails what was told about.
 */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = listener => {
    // A wrapper, so that the same function can listen twice and leave once.
    const entry = (value: T): unknown => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}
