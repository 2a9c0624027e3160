import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { setTextField } from '../../core/language/frontMatterChanges';
import type { RequestForm } from '../../protocol/run';
import type { StoredAnswer } from '../../registry/answerStore';
import { sampleValues } from '../../registry/render';
import { Runs, type Question } from '../../registry/running';
import { requestOf, textTarget } from '../../registry/runTarget';
import { AnswerFiles } from '../../store/answerFiles';
import { keepAnswer } from '../../registry/storedAnswers';
import { analysisOf, workspaceEdit } from '../language/analyses';
import { requireTrust } from '../shell/trust';
import { documentUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';
import type { RegistrySession } from '../shell/session';
import { askFirst } from '../shell/shown';
import { Keys, askKey, askKeyOwner } from './keys';
import { VSCODE, VSCODE_NOTE } from './languageModels';
import { askModel } from './models';
import type { PanelRunHost, RunSubject } from './panelRun';
import { requestText } from './requestText';
import { RunSettings } from './runSettings';

/** Where a workspace remembers what a person agreed to send. */
const AGREED = 'runDestinations';
/** So many samples are looked at for answers; more would be felt with each letter. */
const SAMPLES_LOOKED_AT = 50;

/** What running needs of this window: its registry, keys, settings, and the person who agrees. */
export class RunHost implements PanelRunHost {
  readonly settings: RunSettings;
  readonly keys: Keys;
  readonly #registryHost: RegistryHost;
  readonly #memory: vscode.Memento;
  /** Questions to the person that are open: several answers may wait for one. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(registryHost: RegistryHost) {
    const { secrets, workspaceState } = registryHost.context;
    this.#registryHost = registryHost;
    this.#memory = workspaceState;
    this.keys = new Keys(secrets);
    this.settings = new RunSettings(this.keys);
  }

  /** What can be asked in a registry, and what was. */
  runsOf({ ledger, root }: RegistrySession): { readonly runs: Runs; readonly store: AnswerFiles } {
    const store = new AnswerFiles(root.fsPath);
    const runs = new Runs(ledger, {
      answers: store,
      open: model =>
        this.#agreed(model).then(() => ({
          ...this.settings.open(model),
          costOf: usage => this.settings.costOf(model, usage),
        })),
      elapsed: () => performance.now(),
    });
    return { runs, store };
  }

  async questionOf(subject: RunSubject, model: string | undefined): Promise<Question> {
    const { ledger } = await this.#registryHost.require();
    const { prompt, source, values, sample } = subject;
    const target = await textTarget(ledger, prompt, source);
    return { target, request: requestOf(target, values, { model }), sample, row: null };
  }

  async answered(question: Question): Promise<readonly StoredAnswer[]> {
    return this.runsOf(await this.#registryHost.require()).runs.answered(question);
  }

  async unanswered(
    { prompt, source }: RunSubject,
    model: string | undefined,
  ): Promise<{ readonly all: number; readonly unanswered: number } | undefined> {
    const session = await this.#registryHost.require();
    const names = await session.documents.samples(prompt);
    if (names.length < 2 || names.length > SAMPLES_LOOKED_AT) return undefined;
    const { runs } = this.runsOf(session);
    const target = await textTarget(session.ledger, prompt, source);
    let unanswered = 0;
    for (const sample of names) {
      try {
        const values = await sampleValues(session.ledger, prompt, sample);
        const request = requestOf(target, values, { model });
        const found = await runs.answered({ target, request, sample, row: null });
        if (found.length === 0) unanswered += 1;
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        // What cannot be rendered has no answer either.
        unanswered += 1;
      }
    }
    return { all: names.length, unanswered };
  }

  async ask(
    question: Question,
    options: {
      readonly signal: AbortSignal;
      readonly again: boolean;
      readonly onText: (text: string) => void;
    },
  ): Promise<void> {
    const { signal, again, onText } = options;
    const { runs } = this.runsOf(await this.#registryHost.require());
    await runs.ask(question, {
      signal,
      again,
      onPiece: piece => {
        if (piece.type === 'text') onText(piece.text);
      },
    });
  }

  chooseModel(current: string | undefined): Promise<string | undefined> {
    return askModel(this.settings, current);
  }

  async takeModel(prompt: string, model: string): Promise<void> {
    requireTrust();
    const { root } = await this.#registryHost.require();
    const uri = documentUri(root, prompt);
    const document = await vscode.workspace.openTextDocument(uri);
    const analysis = analysisOf(document);
    const changes = setTextField(analysis, 'model', model);
    if (changes.length === 0) {
      const message = 'The front matter cannot be read, so the model was not written into it.';
      throw new LedgerError('invalid-document', { prompt }, message);
    }
    await vscode.workspace.applyEdit(workspaceEdit(uri, analysis.source, changes));
  }

  async setKey(model: string | undefined): Promise<boolean> {
    const known = model === undefined ? undefined : this.settings.keyOwner(model);
    const owner = known ?? (await askKeyOwner(this.keys, this.settings.keyOwners()));
    return owner !== undefined && (await askKey(this.keys, owner)) === 'set';
  }

  async keep(answer: string): Promise<void> {
    requireTrust();
    const session = await this.#registryHost.require();
    await keepAnswer(session.ledger, this.runsOf(session).store, answer);
  }

  async copyRequest({ request }: Question, form: RequestForm): Promise<void> {
    await vscode.env.clipboard.writeText(requestText(this.settings.configuration(), request, form));
  }

  noteFor(model: string | undefined): string | undefined {
    return model?.startsWith(`${VSCODE}/`) === true ? VSCODE_NOTE : undefined;
  }

  async copyText(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  /**
   * Whoever is about to be asked for the first time from this workspace is named to the person. Throws
   * `untrusted`, and `CancellationError` where they would rather not.
   */
  async #agreed(model: string): Promise<void> {
    requireTrust();
    // Nothing can be sent yet: the question itself says what is missing.
    if (!(await this.settings.hasKey(model))) return;
    const place = this.settings.destination(model);
    if (place === undefined || this.#places().includes(place)) return;
    const asking = this.#asking.get(place) ?? this.#askAbout(place);
    this.#asking.set(place, asking);
    if (!(await asking)) throw new vscode.CancellationError();
  }

  async #askAbout(place: string): Promise<boolean> {
    const chosen = await askFirst(
      `Send this prompt to ${place}?`,
      'Send',
      `The prompt with its values goes to ${place}, and nothing else. The answer is kept in .promptledger/cache, which git ignores. You are asked once for this workspace.`,
    );
    this.#asking.delete(place);
    if (chosen === undefined) return false;
    await this.#memory.update(AGREED, [...this.#places(), place]);
    return true;
  }

  #places(): readonly string[] {
    return this.#memory.get<readonly string[]>(AGREED, []);
  }
}
