/** A working document that lies under a name of no prompt and is the one that a prompt misses. */
export interface MovedDocument {
  /** The prompt that misses it. */
  readonly prompt: string;
  /** The name under which it lies. */
  readonly at: string;
}

/** A prompt with the mark of a working document that lies elsewhere, if it does. */
export function withDocumentAt<T extends object>(
  info: T,
  at: string | undefined,
): T & { readonly documentAt?: string } {
  return at === undefined ? info : { ...info, documentAt: at };
}

/** What became of a working document, and what ends it. */
export function movedText({ prompt, at }: MovedDocument): string {
  return `The working document of "${prompt}" lies in prompts/${at}.prompt. Rename the prompt to "${at}", or check it out again and delete that file.`;
}
