import { parseJson } from '../core/base/json';
import { isMapping } from '../core/prompt/providers/request';
import { refused } from './failures';
import type { Line, Question } from './part';
import type { RenderedCall } from '../core/prompt/render/model';
import type { Finish, Usage } from '../core/evaluation/answer';
import type { Said } from '../registry/provider';

/** A call as it comes in: its arguments in pieces of a text. */
interface OpenCall {
  id: string;
  name: string;
  json: string;
}

/** An answer while it arrives: tells each piece, and is whole when the model said why it stopped. */
export class Hearing {
  readonly #line: Line;
  readonly #question: Question;
  readonly #open = new Map<number, OpenCall>();
  readonly #calls: RenderedCall[] = [];
  #text = '';
  #finish: Finish | undefined;
  #refusal: string | undefined;
  #usage: Usage | null = null;
  #model: string;

  constructor(line: Line, question: Question) {
    this.#line = line;
    this.#question = question;
    this.#model = question.model;
  }

  text(piece: string | null | undefined): void {
    if (piece === undefined || piece === null || piece === '') return;
    this.#text += piece;
    this.#question.onPiece({ type: 'text', text: piece });
  }

  /** A piece of the call at a place: what is given once, and more of its arguments. */
  callPiece(place: number, { id, name, json }: Partial<OpenCall>): void {
    const call = this.#open.get(place) ?? { id: '', name: '', json: '' };
    if (id !== undefined && id !== '') call.id = id;
    if (name !== undefined && name !== '') call.name = name;
    call.json += json ?? '';
    this.#open.set(place, call);
  }

  /** The call at a place is whole. Throws `provider-refused` where its arguments are no JSON. */
  endCall(place: number): void {
    const open = this.#open.get(place);
    if (open === undefined) return;
    this.#open.delete(place);
    this.call(open.id, open.name, this.#read(open));
  }

  call(id: string, name: string, values: Readonly<Record<string, unknown>>): void {
    const call = { id: id === '' ? `call_${this.#calls.length + 1}` : id, name, arguments: values };
    this.#calls.push(call);
    this.#question.onPiece({ type: 'call', call });
  }

  /** A model may say in words that it answers nothing. */
  refuses(words: string | null | undefined): void {
    if (words !== undefined && words !== null) this.#refusal = (this.#refusal ?? '') + words;
  }

  usage(usage: Usage): void {
    this.#usage = usage;
  }

  model(name: string | null | undefined): void {
    if (name !== undefined && name !== null && name !== '') this.#model = name;
  }

  finish(word: Finish): void {
    this.#finish = word;
  }

  /**
   * The answer, whole. Throws `provider-refused` where the model refused or a filter left nothing of it, and
   * where it broke off.
   */
  end(): Said {
    // Who is cut off has not written the last call to its end.
    for (const place of [...this.#open.keys()].sort((left, right) => left - right)) {
      this.endCall(place);
    }
    const asked = this.#asked;
    if (this.#refusal !== undefined) throw refused(asked, 'refusal', { said: this.#refusal });
    const isEmpty = this.#text === '' && this.#calls.length === 0;
    if (this.#finish === 'content_filter' && isEmpty) throw refused(asked, 'content-filter');
    if (this.#finish === undefined) throw refused(asked, 'broken-stream');
    const hasCalls = this.#finish === 'stop' && this.#calls.length > 0;
    return {
      output: { text: this.#text, tool_calls: this.#calls },
      finish: hasCalls ? 'tool_calls' : this.#finish,
      usage: this.#usage,
      model: this.#model,
    };
  }

  #read({ name, json }: OpenCall): Readonly<Record<string, unknown>> {
    const values = json.trim() === '' ? {} : readJson(json);
    if (isMapping(values)) return values;
    if (this.#finish === undefined) throw refused(this.#asked, 'broken-stream');
    const said =
      this.#finish === 'length'
        ? `the limit of tokens was reached in the middle of the call of "${name}"`
        : `the arguments of the call of "${name}" are no JSON object`;
    throw refused(this.#asked, 'unreadable', { said, data: { tool: name } });
  }

  get #asked(): { provider: string; baseURL: string; key: string | undefined } {
    const { provider, baseURL, key } = this.#line;
    return { provider, baseURL, key: key() };
  }
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Told by the caller, who knows why it may be so.
    return undefined;
  }
}
