import { deepEqual } from 'node:assert/strict';
import { elementsIn } from '../../../../src/core/evaluation/checks/xmlElements';

describe('the elements in a text', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['x <a><b>1</b></a> y', ['<a><b>1</b></a>']],
    ['<a/> and <b>1</b>', ['<a/> and <b>1</b>', '<a/>', '<b>1</b>']],
    ['<a b="x > y" c=\'<\'>1</a>', ['<a b="x > y" c=\'<\'>1</a>']],
    ['<open><a/><b/>', ['<a/><b/>', '<a/>', '<b/>']],
    ['<a><b></a></b> <c/>', ['<c/>']],
    ['<!-- <a/> --><b/>', ['<b/>']],
    ['<![CDATA[<a/>]]><?x <a/>?><b />', ['<b />']],
    ['<!-- <a/>', []],
    ['1 < 2 > 0', []],
    ['', []],
  ];
  for (const [text, elements] of table) {
    it(JSON.stringify(text), () => {
      deepEqual(elementsIn(text), elements);
    });
  }
});
