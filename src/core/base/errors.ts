/** Every way in which a request can be refused; closed, so that a switch over it is checked. */
export type LedgerErrorCode =
  | 'prompt-not-found'
  | 'version-not-found'
  | 'tag-not-found'
  | 'environment-not-found'
  | 'sample-not-found'
  | 'registry-not-found'
  | 'reference-ambiguous'
  | 'invalid-name'
  | 'invalid-argument'
  | 'invalid-document'
  | 'invalid-registry'
  | 'invalid-input'
  | 'template-syntax'
  | 'missing-variables'
  | 'include-cycle'
  | 'name-taken'
  | 'tag-reserved'
  | 'tag-immutable'
  | 'environment-protected'
  | 'approvals-missing'
  | 'nothing-to-commit'
  | 'nothing-to-promote'
  | 'nothing-to-roll-back'
  | 'stale-parent'
  | 'working-document-modified'
  | 'identity-missing'
  | 'record-corrupt'
  | 'registry-newer'
  | 'too-large'
  | 'untrusted'
  | 'io'
  | 'provider-missing'
  | 'key-missing'
  | 'provider-refused'
  | 'answer-missing'
  | 'experiment-unmet';

/** The facts behind an error: plain JSON, so that it crosses processes and webviews. */
export type LedgerErrorData = Readonly<Record<string, unknown>>;

const BRAND: unique symbol = Symbol.for('promptledger.error');

/**
 * The one error that this product throws on purpose. `message` says what is wrong and names the
 * next step; `data` holds the facts it was made from. Anything else that is thrown is a bug.
 */
export class LedgerError extends Error {
  /**
   * Each entry of the npm package that throws brings this class along: what one of them throws is a
   * `LedgerError` for the others.
   * @internal
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== LedgerError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  override readonly name: string = 'LedgerError';
  readonly code: LedgerErrorCode;
  readonly data: LedgerErrorData;

  constructor(code: LedgerErrorCode, data: LedgerErrorData, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }

  /** @internal */
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- A field would be part of every error that is printed or compared.
  get [BRAND](): true {
    return true;
  }

  /** The shape in which programs receive an error: `{ error: { code, message, data } }`. */
  toJSON(): { error: { code: LedgerErrorCode; message: string; data: LedgerErrorData } } {
    return { error: { code: this.code, message: this.message, data: this.data } };
  }
}
