import { deepStrictEqual, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseChat, printChat, roleOfLine } from '../../src/core/chat';

function messagesOf(...lines: string[]): string[] {
  return parseChat(lines.join('\n'), 1).messages.map(({ role, content }) => `${role}|${content}`);
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

  it('says where each message stands', () => {
    deepStrictEqual(parseChat('\nuser:\n\na\nb\n\ntool:\n', 10).lines, [
      { line: 11, contentLine: 13, endLine: 14 },
      { line: 16, contentLine: 16, endLine: 16 },
    ]);
  });
});

describe('printChat', () => {
  it('is read back, backslashes and role lines in the content among it', () => {
    const piece = fc.constantFrom('user:', '\\user:', '\\\\system:', 'x', '', 'tool: ', '\\');
    const content = fc
      .array(piece, { maxLength: 6 })
      .map(lines => lines.join('\n').replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, ''));
    const role = fc.constantFrom('user' as const, 'assistant' as const);
    const messages = fc.array(fc.record({ role, content }, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(messages, original => {
        deepStrictEqual(parseChat(printChat(original), 1).messages, original);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('adds a backslash to what would be a role line', () => {
    strictEqual(
      printChat([{ role: 'user', content: 'user:\n\\tool:\nhi' }]),
      'user:\n\\user:\n\\\\tool:\nhi\n',
    );
  });
});

describe('roleOfLine', () => {
  it('knows a role line by the whole line', () => {
    strictEqual(roleOfLine('assistant:'), 'assistant');
    strictEqual(roleOfLine('assistant: hi'), undefined);
  });
});
