import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  conflictStart,
  escapeText,
  isEscapedMarker,
  markersAsText,
  unescapeText,
} from '../../../../src/core/prompt/document/conflictMarkers';
import { parseDocument, printDocument } from '../../../../src/core/prompt/document/document';
import { templateProblems } from '../../../../src/core/prompt/render/preparedDocument';
import { holdsFor } from '../../../support/seeded';
import { text } from '../../../support/randomDocuments';

const BLOCK = '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE';
const WRITTEN = markersAsText(BLOCK.split('\n')).join('\n');

describe('a conflict that git left', () => {
  const cases: [what: string, source: string, start: number | undefined][] = [
    ['begins at its first marker', 'x\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n', 2],
    ['may have the common ancestor', '<<<<<<< a\n||||||| b\n=======\n>>>>>>> c', 0],
    ['may have no labels', '<<<<<<<\n=======\n>>>>>>>', 0],
    ['lacks its first marker', '=======\n>>>>>>> b', undefined],
    ['lacks what stands between', '<<<<<<< a\n>>>>>>> b', undefined],
    ['lacks its last marker', '<<<<<<< a\n=======', undefined],
    ['has another order', '=======\n<<<<<<< a\n>>>>>>> b', undefined],
    ['has markers inside of lines', ' <<<<<<< a\n =======\n >>>>>>> b', undefined],
    ['has markers of eight signs', '<<<<<<<< a\n=======\n>>>>>>>> b', undefined],
    ['has backslashes before its markers', WRITTEN, undefined],
    ['has one before one of them', BLOCK.replace('=======', '\\======='), undefined],
    ['is no text at all', '', undefined],
  ];
  for (const [what, source, start] of cases) {
    it(`${what}: ${String(start)}`, () => {
      strictEqual(conflictStart(source), start);
    });
  }

  it('is looked for in time that grows with the text', () => {
    strictEqual(conflictStart('<<<<<<< a\n=======\n'.repeat(200_000)), undefined);
  });
});

describe('a marker that is text', () => {
  it('has a backslash before it in a document, and one more where it has some', () => {
    const lines = ['<<<<<<< a', '\\=======', 'x =======', '=======', '>>>>>>>', '||||||| b'];
    const printed = escapeText(lines.join('\n')).split('\n');
    deepStrictEqual(printed, [
      '\\<<<<<<< a',
      '\\\\=======',
      'x =======',
      '\\=======',
      '\\>>>>>>>',
      '\\||||||| b',
    ]);
    strictEqual(unescapeText(printed.join('\n'), 1).text, lines.join('\n'));
    deepStrictEqual(printed.map(isEscapedMarker), [true, true, false, true, true, true]);
  });

  it('stays as it is where it underlines a heading', () => {
    strictEqual(escapeText('Example\n=======\n'), 'Example\n=======\n');
  });

  it('stands in a text and in every message, and is read as it was', () => {
    const source = `---\ntype: chat\n---\nsystem:\nAnswer so:\n${WRITTEN}\nuser:\n@image: u\n\\<<<<<<< HEAD\n`;
    const { document } = parseDocument(source);
    deepStrictEqual(document?.body, {
      type: 'chat',
      messages: [
        { role: 'system', content: `Answer so:\n${BLOCK}` },
        {
          role: 'user',
          content: [
            { type: 'image', url: 'u' },
            { type: 'text', text: '<<<<<<< HEAD' },
          ],
        },
      ],
    });
    strictEqual(printDocument(document), source);
    const plain = parseDocument(`${WRITTEN}\n`).document;
    deepStrictEqual(plain?.body, { type: 'text', text: `${BLOCK}\n` });
    strictEqual(printDocument(plain), `${WRITTEN}\n`);
  });

  it('moves no place of what is wrong behind it', () => {
    const { document, layout } = parseDocument('---\nmodel: x\n---\n\\<<<<<<< {{#a}}\nx {{/b}}\n');
    const [problem] = document === undefined ? [] : templateProblems(document, layout);
    strictEqual(`${problem?.line}:${problem?.column}`, '4:10');
    const open = parseDocument('\\<<<<<<< {{#a}}\n');
    const [first] = open.document === undefined ? [] : templateProblems(open.document, open.layout);
    strictEqual(`${first?.line}:${first?.column}`, '1:10');
  });

  it('is written and read for any text', () => {
    holdsFor(text, 1000, made => {
      strictEqual(unescapeText(escapeText(made), 1).text, made);
      strictEqual(conflictStart(escapeText(made)), undefined);
    });
  });
});
