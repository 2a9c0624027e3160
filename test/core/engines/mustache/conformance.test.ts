import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  mustacheCases,
  mustacheDocumentSuite,
  mustacheSuite,
  renderTemplate,
  renderText,
} from '../../../conformance/mustache';
import { runSuite } from '../../../conformance/suite';
import { checkRefusal, refusalOf } from '../../../support/refusal';

describe('the Mustache specification, but for lambdas', () => {
  it('is here with all its 136 cases', () => {
    strictEqual(mustacheCases.size, 136);
  });

  for (const suite of [mustacheSuite, mustacheDocumentSuite]) {
    for (const { name, check } of suite.cases) {
      if (!(name in suite.exclusions)) it(`${suite.format}: ${name}`, check);
    }

    it(`${suite.format} excludes only what differs`, () => {
      deepStrictEqual(runSuite(suite).failures, []);
    });
  }

  for (const name of Object.keys(mustacheSuite.exclusions)) {
    it(`${name}, without escaping`, () => {
      const item = mustacheCases.get(name)!;
      const plain = item.expected.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
      strictEqual(renderTemplate(item), plain.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
    });
  }

  it('asks for a recursion that a document refuses', () => {
    const item = mustacheCases.get('partials.json Recursion')!;
    checkRefusal(
      refusalOf(() => renderText(item)),
      'include-cycle',
    );
  });
});
