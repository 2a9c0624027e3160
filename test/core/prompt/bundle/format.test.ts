import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  bundleDocument,
  placesOf,
  requireBundle,
  type BundledVersion,
} from '../../../../src/core/prompt/bundle/format';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import { checkRefusal, refusalOf } from '../../../support/refusal';

describe('the format of bundles', () => {
  it('keeps a document and its places as JSON does', () => {
    const source = '---\ntype: chat\n---\n@history: m\nuser:\n\\user: {{a}}\n\\@image: {{b}}\n';
    const document = requireDocument(source);
    const { layout } = parseDocument(source);
    const kept = JSON.parse(JSON.stringify(bundleDocument(document, layout))) as BundledVersion;
    const { format, frontMatter, body } = kept;
    deepStrictEqual({ format, frontMatter, body }, document);
    const places = placesOf(kept);
    deepStrictEqual(places.templates, layout.templates);
    deepStrictEqual(places.messages[0], { line: 4, nameColumn: 11 });
  });

  it('is known by its first key', () => {
    const parts = { prompts: {}, aliases: {}, versions: {} };
    const bundle = { promptledger: { bundle: 1 }, ...parts };
    strictEqual(requireBundle(bundle), bundle);
    for (const other of [
      null,
      [],
      'x',
      {},
      { promptledger: 1 },
      { promptledger: { bundle: '1' } },
    ]) {
      checkRefusal(
        refusalOf(() => requireBundle(other)),
        'invalid-argument',
        'export',
      );
    }
    checkRefusal(
      refusalOf(() => requireBundle({ promptledger: { bundle: 2 } })),
      'registry-newer',
      'Update',
    );
  });
});
