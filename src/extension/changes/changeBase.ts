import * as vscode from 'vscode';
import type { RegistrySession } from '../shell/session';

/** The version against which a working document's changes are marked. */
export interface Base {
  readonly id: string;
  readonly source: string;
  /** `v7`, or `production (v7)`. */
  readonly label: string;
}

const REMEMBERED = 'changesSince';

/**
 * What changes are told against: the version that a working document was made from, or where a tag
 * points ("changes since production"). One choice for the window, kept over a restart.
 */
export class ChangeBase implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** The tag that was chosen; `undefined` is the head. */
  get tag(): string | undefined {
    return this.#memory.get<string>(REMEMBERED);
  }

  /** Tells changes against a tag, or against the head. */
  async choose(tag: string | undefined): Promise<void> {
    await this.#memory.update(REMEMBERED, tag);
    this.#changed.fire(undefined);
  }

  /** The base of a prompt; `undefined` where it has no version, or not this tag. */
  of(session: RegistrySession, prompt: string): Base | undefined {
    const { tag } = this;
    if (tag === undefined) return headBase(session, prompt);
    const info = session.answers.tags(prompt).find(item => item.tag === tag);
    return baseOf(session, info?.version ?? undefined, tag);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/**
 * What a working document was made from: the newest of the versions that are merged into it. While
 * somebody else was faster, that is no head any more, and what they changed is no change of mine.
 */
export function headBase(session: RegistrySession, prompt: string): Base | undefined {
  const parents =
    session.drafts.parents(prompt) ?? session.answers.heads(prompt).map(({ id }) => id);
  return baseOf(session, parents.at(-1));
}

function baseOf(
  { queries }: RegistrySession,
  id: string | undefined,
  tag?: string,
): Base | undefined {
  const version = id === undefined ? undefined : queries.version(id);
  if (version?.source === undefined) return undefined;
  const number = `v${version.number}`;
  const label = tag === undefined ? number : `${tag} (${number})`;
  return { id: version.id, source: version.source, label };
}
