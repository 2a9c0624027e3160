import { ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LedgerError } from '../../src/core/base/errors';
import { requireDocument } from '../../src/core/prompt/document/document';
import {
  importFiles,
  type ImportedPrompt,
  type ImportOptions,
} from '../../src/interop/importFiles';
import { projectPath } from './sourceFiles';
import type { PromptDocument } from '../../src/core/prompt/document/model';

/** The one prompt that a text imports as. */
export function imported(file: string, text: string, options?: ImportOptions): ImportedPrompt {
  const prompts = importFiles([{ file, text }], options);
  strictEqual(prompts.length, 1);
  return prompts[0]!;
}

/** The document that a text imports as. */
export function importedDocument(file: string, text: string): PromptDocument {
  return requireDocument(imported(file, text).source);
}

/** The text of a file as another system writes it. */
export function interopFixture(name: string): string {
  return readFileSync(projectPath(`test/fixtures/interop/${name}`), 'utf8');
}

/** What a refusal says, checked to be one of a document. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    ok(error instanceof LedgerError, String(error));
    strictEqual(error.code, 'invalid-document');
    return error.message;
  }
  throw new Error('Nothing was refused.');
}
