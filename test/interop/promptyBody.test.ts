import { deepStrictEqual } from 'node:assert/strict';
import { promptyRoleOf, readMessages } from '../../src/interop/promptyBody';

describe('the body of a Prompty', () => {
  it('begins a message at each role line, whatever its case', () => {
    const lines = [
      'user:',
      '  # System :',
      'ASSISTANT[name="x"]:',
      'tool:',
      'The user: hi',
      `user[${'a'.repeat(600)}]:`,
    ];
    deepStrictEqual(lines.map(promptyRoleOf), [
      'user',
      'system',
      'assistant',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('belongs to the system above the first, and takes threads and images apart', () => {
    const rich = new Map([
      ['talk', 'thread'],
      ['photo', 'image'],
      ['paper', 'file'],
    ] as const);
    deepStrictEqual(
      readMessages('Hi\n{{ talk }}\nmore {{x}}\nuser:\n{{photo}}\n{{paper}}', rich, []),
      [
        { role: 'system', content: 'Hi' },
        { role: 'history', name: 'talk' },
        { role: 'system', content: 'more {{x}}' },
        {
          role: 'user',
          content: [
            { type: 'image', url: '{{photo}}' },
            { type: 'file', url: '{{paper}}' },
          ],
        },
      ],
    );
  });
});
