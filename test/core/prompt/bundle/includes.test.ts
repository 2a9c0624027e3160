import { strictEqual } from 'node:assert/strict';
import { BundledIncludes, type PreparedVersion } from '../../../../src/core/prompt/bundle/includes';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { fillDocument } from '../../../../src/core/prompt/render/fillDocument';
import { prepareDocument } from '../../../../src/core/prompt/render/preparedDocument';
import { checkRefusal, refusalOf } from '../../../support/refusal';

/** A version, and what it includes by which reference. */
function version(
  source: string,
  included: Readonly<Record<string, PreparedVersion>> = {},
): PreparedVersion {
  const prepared = prepareDocument(requireDocument(source));
  return { prepared, included: reference => included[reference] };
}

function render(root: PreparedVersion, values = {}): string {
  const { output } = fillDocument(root.prepared, values, new BundledIncludes(root), {});
  return output.type === 'text' ? output.text : '';
}

describe('BundledIncludes', () => {
  const tone = version('Be {{mood}}.');

  it('finds what a version includes, as deep as it goes', () => {
    const middle = version('[{{> tone}}]', { tone });
    const root = version('{{> middle}}{{> middle}} {{> tone}}', { middle, tone });
    strictEqual(render(root, { mood: 'kind' }), '[Be kind.][Be kind.] Be kind.');
  });

  it('tells where a value is missing, and by which way one comes there', () => {
    const root = version('\n{{> middle}}', { middle: version('{{> tone}}', { tone }) });
    checkRefusal(
      refusalOf(() => render(root)),
      'missing-variables',
      'mood (line 1, column 4 of middle > tone)',
    );
  });

  it('refuses an include that the bundle does not know', () => {
    checkRefusal(
      refusalOf(() => render(version('Hi\n{{> tone}}'))),
      'version-not-found',
      'line 2, column 1',
    );
  });

  const unfit: readonly (readonly [what: string, source: string])[] = [
    ['a chat', '---\ntype: chat\n---\nuser:\nHi'],
    ['another format', '---\nformat: f-string\n---\nHi'],
  ];
  for (const [what, source] of unfit) {
    it(`refuses ${what}`, () => {
      const root = version('{{> other}}', { other: version(source) });
      strictEqual(refusalOf(() => render(root)).code, 'invalid-document');
    });
  }

  it('refuses an included template that cannot be read, and names it', () => {
    const root = version('{{> other}}', { other: version('{{#a}}') });
    checkRefusal(
      refusalOf(() => render(root)),
      'template-syntax',
      'of other',
    );
  });

  it('ends where each version includes the next one by two names', () => {
    let next = version('');
    for (let level = 0; level < 25; level += 1) {
      next = version('{{> a}}{{> b}}', { a: next, b: next });
    }
    strictEqual(refusalOf(() => render(next)).code, 'too-large');
  });

  it('ends where a forged bundle includes itself', () => {
    const included: Record<string, PreparedVersion> = {};
    const root = version('{{> self}}', included);
    included.self = root;
    strictEqual(refusalOf(() => render(root)).code, 'include-cycle');
  });
});
