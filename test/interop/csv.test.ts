import { deepStrictEqual, match } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const read = (text: string, file = 'a.csv') =>
  importFiles([{ file, text }]).map(({ prompt, source, warnings }) => {
    const { body, frontMatter } = requireDocument(source);
    return { prompt, body, frontMatter, warnings };
  });
const refused = (text: string): string => refusalOf(() => read(text));

describe('a table with prompts', () => {
  it('has one in each row, called as the row says, with its model', () => {
    const found = read(interopFixture('csv/prompts.csv'));
    deepStrictEqual(
      found.map(({ prompt, body, frontMatter }) => [prompt, body, frontMatter]),
      [
        [
          'welcome',
          { type: 'text', text: 'Welcome {{guest}}, and thank you.' },
          { model: 'openai/gpt-5' },
        ],
        ['farewell', { type: 'text', text: 'Goodbye,\n"{{guest}}"' }, {}],
      ],
    );
  });

  it('has a chat in the rows of a name, where a column says the roles', () => {
    const [greeting, other] = read(interopFixture('csv/chats.csv'));
    deepStrictEqual(greeting?.body, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'You are a doorman.' },
        { role: 'user', content: 'Good evening' },
      ],
    });
    const owner = 'front-desk';
    deepStrictEqual(greeting.frontMatter.metadata, { csv: { rows: [{ owner }, { owner }] } });
    deepStrictEqual(other?.frontMatter.metadata, { csv: { owner: 'security-team' } });
  });

  it('is one chat where a column says the roles and none the names', () => {
    const { body } = requireDocument(
      imported('talk.tsv', interopFixture('csv/conversation.tsv')).source,
    );
    deepStrictEqual(body.type === 'chat' && body.messages.map(({ role }) => role), [
      'system',
      'user',
    ]);
  });

  it('keeps other columns and former names, and says so', () => {
    const [first, second] = read('Name,Text,Note\nA b,x,hi\na-b,y,\n');
    deepStrictEqual(
      [first?.prompt, first?.frontMatter.metadata],
      ['a-b-2', { csv: { Note: 'hi', name: 'A b' } }],
    );
    match(
      sentencesOf(first?.warnings).join('\n'),
      /"A b" there: here it is "a-b-2"[^]*metadata: Note/,
    );
    deepStrictEqual([second?.prompt, second?.frontMatter, second?.warnings], ['a-b', {}, []]);
  });

  it('has numbers in names where the rows have none', () => {
    deepStrictEqual(
      read('prompt\nx\ny\n', 'Tips & tricks.csv').map(({ prompt }) => prompt),
      ['tips-tricks-1', 'tips-tricks-2'],
    );
    deepStrictEqual(
      read('prompt\nx\n').map(({ prompt }) => prompt),
      ['a'],
    );
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    ['a,b\n1,2\n', /a\.csv, line 1: No column holds a text\. .*prompt, template, text, content/],
    ['prompt\n', /a\.csv: There is no row below the header/],
    ['role,text\n', /a\.csv: There is no row below the header/],
    ['name,prompt\na,x\na,y\n', /line 3: Line 2 has the same name/],
    ['name,prompt\na, \n', /line 2: There is no text in the column "prompt"/],
    ['name,role,text\na,user,x\na,bot,y\n', /line 3: "bot" is no role/],
    ['name,role,text\na,user,x\na,,y\n', /line 3: "" is no role/],
    ['role,text,model\nuser,x,m\nuser,y,n\n', /line 3: A row above names the model "m"/],
    ['prompt,number,source\na,1,x\n', /line 1: This is a table of versions .*--format json/],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with the line: ${JSON.stringify(text)}`, () => {
      match(refused(text), reason);
    });
  }

  it('keeps nothing of an empty column, whatever it is called', () => {
    const [row] = read('prompt,constructor\nx,\n');
    deepStrictEqual([row?.frontMatter, row?.warnings], [{}, []]);
  });
});
