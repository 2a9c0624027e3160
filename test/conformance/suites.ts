import { fstringDocumentSuite, fstringSuite } from './fstring';
import { jinjaSuite } from './jinja2';
import { mustacheDocumentSuite, mustacheSuite } from './mustache';
import type { ConformanceSuite } from './suite';

/** Every format that is rendered and has a reference to agree with: one line each. */
export const SUITES: readonly ConformanceSuite[] = [
  mustacheSuite,
  mustacheDocumentSuite,
  fstringSuite,
  fstringDocumentSuite,
  jinjaSuite,
];
