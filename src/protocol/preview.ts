import type { Preview, PreviewProblem } from '../core/prompt/render/preview';
import type { PreviewPart, PreviewPiece, PreviewSegment } from '../core/prompt/render/previewParts';
import type { ValueChange } from '../core/prompt/samples/sample';
import type { SampleField } from '../core/prompt/samples/fieldText';
import {
  either,
  isAnything,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  recordOf,
  shape,
  type Guard,
} from './guards';
import { INPUT_TYPES } from '../core/prompt/document/model';
import type { MissingVariable, SourceLocation } from '../core/prompt/render/model';

/** What the panel remembers: it is restored from this alone after a reload. */
export interface PreviewPanelState {
  readonly prompt: string;
  /** `null`: no sample. */
  readonly sample: string | null;
  /** Whether the form is unfolded; absent while nobody said. */
  readonly isFormOpen?: boolean | undefined;
  /** What was typed into the form and not saved: for each sample, texts by variable. */
  readonly drafts?: Drafts | undefined;
}

/** Texts of fields by the name of a sample (`""` for none) and then by the name of a variable. */
export type Drafts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A field of the form, with the value that the sample holds. */
export interface FormField extends SampleField {
  readonly saved?: unknown;
}

/** The form for the values of a sample. */
export interface PreviewForm {
  readonly fields: readonly FormField[];
  /** The variables without which the prompt is not whole and that the sample does not hold. */
  readonly lacks: readonly string[];
}

/** Everything the panel shows. Sent after "ready" and whenever something of it may have changed. */
export interface PreviewViewMessage {
  readonly type: 'view';
  readonly prompt: string;
  /** `null`: no sample. */
  readonly sample: string | null;
  /** The names of the prompt's samples, sorted. */
  readonly samples: readonly string[];
  readonly preview: Preview;
  /** Absent while the document or the sample cannot be read. */
  readonly form?: PreviewForm | undefined;
}

/** The script of the panel listens: the host may send. */
interface ReadyMessage {
  readonly type: 'ready';
}

/** What a person asks for. Each request has one reply, of the same id. */
export type PreviewAction =
  | { readonly kind: 'chooseSample'; readonly sample: string | null }
  | { readonly kind: 'editSample' }
  | { readonly kind: 'newSample' }
  | ChangeAction<'tryValues'>
  | ChangeAction<'saveSample'>
  | ChangeAction<'saveSampleAs'>
  | { readonly kind: 'completeSample'; readonly sample: string }
  | { readonly kind: 'reveal'; readonly line: number; readonly column: number }
  | { readonly kind: 'copy'; readonly as: 'text' | 'json' };

/** Renders with changed values, saves them in the sample, or in a new one that is asked for. */
interface ChangeAction<Kind extends string> {
  readonly kind: Kind;
  /** The sample that the values belong to. */
  readonly sample: string | null;
  readonly changes: readonly ValueChange[];
}

export interface PreviewRequest {
  readonly type: 'request';
  readonly id: number;
  readonly action: PreviewAction;
}

export type PreviewReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly note: string }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

export type PreviewToHost = ReadyMessage | PreviewRequest;
export type PreviewToPanel = PreviewViewMessage | PreviewReply;

/** A message from the panel, or `undefined` when it is none. */
export function readPreviewToHost(message: unknown): PreviewToHost | undefined {
  return isToHost(message) ? message : undefined;
}

/** A message from the host, or `undefined` when it is none. */
export function readPreviewToPanel(message: unknown): PreviewToPanel | undefined {
  return isToPanel(message) ? message : undefined;
}

export function readPreviewPanelState(value: unknown): PreviewPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

type Action<Kind extends PreviewAction['kind']> = PreviewAction & { readonly kind: Kind };

const isSample: Guard<string | null> = either(isText, oneOf(null));

const isChange = shape<ValueChange>({ name: isText, value: optional(isAnything) });
const isChangeAction = either(
  either(
    shape<Action<'tryValues'>>({
      kind: oneOf('tryValues'),
      sample: isSample,
      changes: listOf(isChange),
    }),
    shape<Action<'saveSample'>>({
      kind: oneOf('saveSample'),
      sample: isSample,
      changes: listOf(isChange),
    }),
  ),
  either(
    shape<Action<'saveSampleAs'>>({
      kind: oneOf('saveSampleAs'),
      sample: isSample,
      changes: listOf(isChange),
    }),
    shape<Action<'completeSample'>>({ kind: oneOf('completeSample'), sample: isText }),
  ),
);

const isPlainAction = either(
  either(
    shape<Action<'chooseSample'>>({ kind: oneOf('chooseSample'), sample: isSample }),
    either(
      shape<Action<'editSample'>>({ kind: oneOf('editSample') }),
      shape<Action<'newSample'>>({ kind: oneOf('newSample') }),
    ),
  ),
  either(
    shape<Action<'reveal'>>({ kind: oneOf('reveal'), line: isCount, column: isCount }),
    shape<Action<'copy'>>({ kind: oneOf('copy'), as: oneOf('text', 'json') }),
  ),
);

const isAction: Guard<PreviewAction> = either(isPlainAction, isChangeAction);

const isToHost: Guard<PreviewToHost> = either(
  shape<ReadyMessage>({ type: oneOf('ready') }),
  shape<PreviewRequest>({ type: oneOf('request'), id: isCount, action: isAction }),
);

const isLocation = shape<SourceLocation>({
  line: isCount,
  column: isCount,
  include: optional(listOf(isText)),
});
const isSegment = shape<PreviewSegment>({
  text: isText,
  placeholder: optional(isText),
});
const isPiece = shape<PreviewPiece>({
  kind: oneOf('text', 'image', 'file', 'call', 'result'),
  label: optional(isText),
  segments: listOf(isSegment),
});
const isPart = shape<PreviewPart>({
  role: optional(oneOf('system', 'developer', 'user', 'assistant', 'tool')),
  history: optional(isText),
  pieces: listOf(isPiece),
});
const isProblem = shape<PreviewProblem>({
  severity: oneOf('error', 'warning'),
  message: isText,
  place: optional(isLocation),
});
const isPreview = shape<Preview>({
  facts: listOf(isText),
  parts: optional(listOf(isPart)),
  missing: listOf(shape<MissingVariable>({ name: isText, locations: listOf(isLocation) })),
  problems: listOf(isProblem),
});

const isReply: Guard<PreviewReply> = either(
  shape<PreviewReply & { ok: true }>({
    type: oneOf('reply'),
    id: isCount,
    ok: oneOf(true),
    note: isText,
  }),
  shape<PreviewReply & { ok: false }>({
    type: oneOf('reply'),
    id: isCount,
    ok: oneOf(false),
    message: isText,
  }),
);

const isPanelState = shape<PreviewPanelState>({
  prompt: isText,
  sample: isSample,
  isFormOpen: optional(isFlag),
  drafts: optional(recordOf(recordOf(isText))),
});

const isField = shape<FormField>({
  name: isText,
  type: oneOf(...INPUT_TYPES),
  control: oneOf('text', 'number', 'checkbox', 'json'),
  isRequired: isFlag,
  isNullable: isFlag,
  default: optional(isAnything),
  empty: optional(isAnything),
  description: optional(isText),
  saved: optional(isAnything),
});

const isToPanel: Guard<PreviewToPanel> = either(
  shape<PreviewViewMessage>({
    type: oneOf('view'),
    prompt: isText,
    sample: isSample,
    samples: listOf(isText),
    preview: isPreview,
    form: optional(shape<PreviewForm>({ fields: listOf(isField), lacks: listOf(isText) })),
  }),
  isReply,
);
