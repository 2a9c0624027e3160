import { deepStrictEqual, strictEqual } from 'node:assert';
import { parseChat, printChat } from '../../../../src/core/prompt/document/chat';
import { chatEntries } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

function messagesOf(...lines: string[]): string[] {
  return parseChat(lines.join('\n'), 1).messages.map(entry =>
    entry.role === 'history' ? `history|${entry.name}` : `${entry.role}|${entry.content as string}`,
  );
}

function problemsOf(...lines: string[]): string[] {
  return parseChat(lines.join('\n'), 1).problems.map(
    ({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`,
  );
}

describe('parseChat', () => {
  it('takes the lines up to the next role line, without blank lines at their ends', () => {
    deepStrictEqual(messagesOf('', 'system:', '', ' a', '', 'b ', ' ', 'user:', 'c'), [
      'system| a\n\nb ',
      'user|c',
    ]);
  });

  it('knows five roles', () => {
    const roles = ['system', 'developer', 'user', 'assistant', 'tool'];
    deepStrictEqual(
      messagesOf(...roles.map(role => `${role}:`)),
      roles.map(role => `${role}|`),
    );
  });

  it('takes one backslash from a line that would be a role line, and from no other', () => {
    deepStrictEqual(messagesOf('user:', '\\user:', '\\\\tool:', '\\other:', '\\user: x'), [
      'user|user:\n\\tool:\n\\other:\n\\user: x',
    ]);
  });

  for (const line of ['User:', 'user: ', ' user:', 'USER :']) {
    it(`takes ${JSON.stringify(line)} for text, and warns that it looks like a role`, () => {
      const { messages, problems } = parseChat(`system:\na\n${line}\nb`, 5);
      strictEqual(messages.length, 1);
      deepStrictEqual(
        problems.map(({ severity, line: at }) => `${severity} ${at}`),
        ['warning 7'],
      );
    });
  }

  it('takes in a history between messages, before the first, or alone', () => {
    deepStrictEqual(messagesOf('@history: a', 'user:', 'Hi', '@history:  b ', '', 'user:', 'Ho'), [
      'history|a',
      'user|Hi',
      'history|b',
      'user|Ho',
    ]);
    deepStrictEqual(messagesOf('@history: messages'), ['history|messages']);
  });

  it('says where each message stands', () => {
    deepStrictEqual(parseChat('\nuser:\n\na\nb\n\n@history: h\ntool:\n', 10).lines, [
      { line: 11, contentLine: 13, endLine: 14 },
      { line: 16, contentLine: 16, endLine: 16, nameColumn: 11 },
      { line: 17, contentLine: 17, endLine: 17 },
    ]);
  });

  const refused: [why: string, lines: string[], problem: string][] = [
    ['text before the first message', [' x', 'user:'], 'error 1:2 This text belongs to no'],
    ['a part before the first message', ['@image: u', 'user:'], 'error 1:1 This text belongs'],
    ['no message at all', ['', ''], 'error 1:1 A chat needs a message'],
    ['text below a history', ['@history: h', '', 'x'], 'error 3:1 This text belongs to no message'],
    ['a history with braces', ['@history: {{h}}'], 'error 1:11 Name the variable'],
    ['a history without a name', ['@history:'], 'error 1:10 Name the variable'],
    ['a history with attributes', ['@history[a=b]: h'], 'error 1:16 "@history" takes nothing'],
    ['a history that comes twice', ['@history: h', '@history: h'], 'error 2:1 The history "h"'],
    ['a result of no call', ['tool:', '', '@result: f'], 'warning 3:1 No message above calls'],
  ];
  for (const [why, lines, problem] of refused) {
    it(`finds ${why}`, () => {
      const [found = '', ...more] = problemsOf(...lines);
      strictEqual(found.slice(0, problem.length), problem);
      deepStrictEqual(more, []);
    });
  }
});

describe('printChat', () => {
  it('is read back, whatever stands in the content', () => {
    holdsFor(chatEntries, 2000, original => {
      deepStrictEqual(parseChat(printChat(original), 1).messages, original);
    });
  });

  it('adds a backslash to what would be a role line or a marker', () => {
    strictEqual(
      printChat([{ role: 'user', content: 'user:\n\\tool:\n@image: u\n\\@call:\nhi' }]),
      'user:\n\\user:\n\\\\tool:\n\\@image: u\n\\\\@call:\nhi\n',
    );
  });

  it('writes parts, calls, results and histories as markers', () => {
    const source = [
      '@history: messages',
      'user:',
      'Look:',
      '@image[type=image/png, detail=low]: {{photo}}',
      '@file[name=a b.pdf]: {{contract}}',
      'assistant:',
      '@call: get_order {',
      '  "number": "{{order}}"',
      '}',
      '@call[id=second]: get_order {}',
      'tool:',
      '@result: second',
      'Shipped.',
      '',
    ].join('\n');
    strictEqual(printChat(parseChat(source, 1).messages), source.replace(' {}\n', '\n'));
  });
});
