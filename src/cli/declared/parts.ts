import { flag, text, texts, type Field } from '../../operations/schema';

type Own = readonly [usage: string, is: Field];

/** Where values of variables come from. */
export const VALUES = {
  var: ['--var <name=value>', texts('value of one variable')],
  vars: ['--vars <file>', text('JSON file with values; - is stdin')],
} as const satisfies Record<string, Own>;

/** Of a list that can be long. */
export const PAGE = { limit: '-n, --limit <n>', after: '--after <id>' } as const;

/** Where a text goes that could go to a file. */
export const OUTPUT = {
  output: ['-o, --output <file>', text('write to a file; - is stdout')],
} as const satisfies Record<string, Own>;

/** Where a document comes from that is not the working document. */
export const DASH = {
  dash: ['[-]', text('read the document from stdin')],
} as const satisfies Record<string, Own>;

/** For scripts and CI. */
export const exitCode = (says: string) =>
  ({ exitCode: ['--exit-code', flag(says)] }) as const satisfies Record<string, Own>;

/** The place of an environment, by its neighbour. */
export const BEFORE = {
  before: ['--before <environment>', text('stand before this one; at the end without')],
} as const satisfies Record<string, Own>;
