import type { Preview, PreviewProblem } from '../core/prompt/render/preview';
import type { PreviewPart, PreviewPiece, PreviewSegment } from '../core/prompt/render/previewParts';
import type { ValueChange } from '../core/prompt/samples/sample';
import type { SampleField } from '../core/prompt/samples/fieldText';
import { channel, isNothing, method } from './channel';
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
import { isPieceNews, isRequestForm, isRunView, type RunView } from './run';
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
export interface PreviewView {
  readonly prompt: string;
  /** `null`: no sample. */
  readonly sample: string | null;
  /** The names of the prompt's samples, sorted. */
  readonly samples: readonly string[];
  readonly preview: Preview;
  /** Absent while the document or the sample cannot be read. */
  readonly form?: PreviewForm | undefined;
  readonly run: RunView;
}

/** Values that a person changed in the form. */
export interface ChangedValues {
  /** The sample that the values belong to. */
  readonly sample: string | null;
  readonly changes: readonly ValueChange[];
}

/** A place in the prompt's document, both counted from 1. */
export interface RevealedPlace {
  readonly line: number;
  readonly column: number;
}

export function readPreviewPanelState(value: unknown): PreviewPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

const isSample: Guard<string | null> = either(isText, oneOf(null));

const isChange = shape<ValueChange>({ name: isText, value: optional(isAnything) });
const isChanged = shape<ChangedValues>({ sample: isSample, changes: listOf(isChange) });

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

const isView = shape<PreviewView>({
  prompt: isText,
  sample: isSample,
  samples: listOf(isText),
  preview: isPreview,
  form: optional(shape<PreviewForm>({ fields: listOf(isField), lacks: listOf(isText) })),
  run: isRunView,
});

/** What the page of a preview and the extension say to each other; answers are said on the page. */
export const previewChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    chooseSample: method(isSample, isText),
    editSample: method(isNothing, isText),
    newSample: method(isNothing, isText),
    /** Renders with what is typed. */
    tryValues: method(isChanged, isText),
    saveSample: method(isChanged, isText),
    saveSampleAs: method(isChanged, isText),
    completeSample: method(isText, isText),
    reveal: method(shape<RevealedPlace>({ line: isCount, column: isCount }), isText),
    copy: method(oneOf('text', 'json'), isText),
    /** Asks the model with what is typed; `true`: although there is an answer. */
    run: method(isFlag, isText),
    stop: method(isNothing, isText),
    chooseModel: method(isNothing, isText),
    /** Writes the model that was chosen for this run into the document. */
    takeModel: method(isNothing, isText),
    setKey: method(isNothing, isText),
    keepAnswer: method(isText, isText),
    copyAnswer: method(isText, isText),
    copyRequest: method(isRequestForm, isText),
  },
  news: { view: isView, piece: isPieceNews, run: isRunView },
});
