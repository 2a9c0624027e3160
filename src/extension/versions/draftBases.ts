import type * as vscode from 'vscode';
import { followDraft, type DraftBase } from '../../core/ledger/plan/draftBase';
import type { IndexAnswers } from '../../index/indexAnswers';
import type { Queries } from '../../index/queries';

type Bases = Readonly<Record<string, DraftBase>>;
interface Asked {
  readonly answers: Pick<IndexAnswers, 'heads'>;
  readonly queries: Pick<Queries, 'documentDigest'>;
}

/** Remembers, for each prompt, which heads its working document was made from. */
export class DraftBases {
  readonly #memory: vscode.Memento;
  readonly #key: string;
  readonly #asked: Asked;
  readonly #savedHere = new Set<string>();
  #bases: Bases;

  /** @param root the registry that the prompts belong to */
  constructor(memory: vscode.Memento, root: string, asked: Asked) {
    this.#memory = memory;
    this.#key = `drafts:${root}`;
    this.#asked = asked;
    this.#bases = memory.get<Bases>(this.#key) ?? {};
  }

  /** The parents of the next commit of a prompt; `undefined` where nothing is known of it. */
  parents(prompt: string): readonly string[] | undefined {
    return this.#bases[prompt]?.parents;
  }

  /** A change of the document that follows was made in this editor. */
  savedHere(prompt: string): void {
    this.#savedHere.add(prompt);
  }

  /** Every head has been merged into the document. */
  merged(prompt: string, heads: readonly string[]): void {
    const base = this.#bases[prompt];
    const digest = this.#asked.queries.documentDigest(prompt) ?? '';
    this.#remember({ [prompt]: { heads, digest, ...base, parents: heads } });
  }

  /** The document of a prompt has another name now, and is made from what it was made from. */
  moved(prompt: string, to: string): void {
    const base = this.#bases[prompt];
    if (base !== undefined && prompt !== to) this.#remember({ [to]: base });
  }

  /** Looks at the prompts that changed. */
  look(prompts: readonly string[]): void {
    const seen: Record<string, DraftBase> = {};
    for (const prompt of prompts) {
      const digest = this.#asked.queries.documentDigest(prompt);
      if (digest === undefined) continue;
      seen[prompt] = followDraft(this.#bases[prompt], {
        heads: this.#asked.answers.heads(prompt),
        digest,
        isOwnEdit: this.#savedHere.delete(prompt),
      });
    }
    if (Object.keys(seen).length > 0) this.#remember(seen);
  }

  #remember(bases: Bases): void {
    this.#bases = { ...this.#bases, ...bases };
    void this.#memory.update(this.#key, this.#bases);
  }
}
