import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printTool, readTools } from '../../src/interop/promptyTools';

describe('the tools of a Prompty', () => {
  const tool = {
    name: 'f',
    kind: 'function',
    description: 'd',
    strict: true,
    parameters: [
      { name: 'a', kind: 'float', required: true },
      { name: 'b', kind: 'string', description: 'e', enumValues: ['x'], default: 'x' },
    ],
  };

  it('become functions and come back', () => {
    const { tools, left } = readTools([tool]);
    deepStrictEqual(left, []);
    deepStrictEqual(tools.map(printTool), [tool]);
  });

  it('stay as they are where no request can say them', () => {
    const list = [
      { ...tool, bindings: { a: 1 } },
      { name: 'm', kind: 'mcp' },
      { ...tool, parameters: [{ name: 'a', kind: 'object' }] },
    ];
    deepStrictEqual(readTools(list), { tools: [], left: list });
    deepStrictEqual(readTools(undefined), { tools: [], left: [] });
  });

  it('are none where a schema says more', () => {
    const nested = { type: 'object', properties: { a: { type: 'object' } } };
    strictEqual(
      printTool({ type: 'function', function: { name: 'f', parameters: nested } }),
      undefined,
    );
    strictEqual(printTool({ type: 'web_search' }), undefined);
  });
});
