import * as assert from 'node:assert/strict';
import { tellTools } from '../../../../src/core/compare/structure/toolChanges';
import { tellChange } from '../../../../src/core/compare/telling/wording';
import { CountedReads } from '../../../support/countedReads';

const toolOf = (name: string, parameters: unknown) => ({
  type: 'function',
  function: { name, parameters },
});
const order = { type: 'object', properties: { number: { type: 'string' } } };

describe('tellTools', () => {
  const tell = (left: unknown, right: unknown) => tellTools(left, right).map(tellChange);

  it('tells a tool that has another name and all else as it was', () => {
    assert.deepEqual(tell([toolOf('get_order', order)], [toolOf('find_order', order)]), [
      'tool `get_order` renamed `find_order`',
    ]);
  });

  it('takes each tool for one that was renamed at most once', () => {
    const left = [toolOf('a', order)];
    assert.deepEqual(tell(left, [toolOf('b', order), toolOf('c', order)]), [
      'tool `a` renamed `b`',
      'tool `c` added',
    ]);
  });

  it('takes no tool for another of which little more than the name is known', () => {
    assert.deepEqual(tell([toolOf('a', { type: 'object' })], [toolOf('b', { type: 'object' })]), [
      'tool `a` removed',
      'tool `b` added',
    ]);
  });

  it('takes no tool of another type for one that was renamed', () => {
    const typed = (name: string, type: string) => ({ name, type, description: 'Searches' });
    assert.deepEqual(tell([typed('a', 'function')], [typed('b', 'web_search')]), [
      'tool `a` removed',
      'tool `b` added',
    ]);
  });

  it('reads the forms of every provider', () => {
    const narrow = { ...order, required: ['number'] };
    const anthropic = (schema: unknown) => [{ name: 'f', input_schema: schema }];
    assert.deepEqual(tell(anthropic(order), anthropic(narrow)), [
      'tool `f` changed: `number` made required',
    ]);
    assert.deepEqual(tell([toolOf('f', order)], [toolOf('f', narrow)]), [
      'tool `f` changed: `number` made required',
    ]);
  });

  it('looks at each of thousands of tools a few times', () => {
    const counted = new CountedReads();
    const tools = (first: string, isAlike: boolean) =>
      Array.from({ length: 2000 }, (_, at) =>
        counted.count({ name: `${first}${at}`, description: isAlike ? 'Finds' : `${first} ${at}` }),
      );
    assert.equal(tell(tools('a', false), tools('b', false)).length, 4000);
    assert.equal(tell(tools('a', true), tools('b', true)).length, 2000);
    assert.equal(counted.reads < 50 * 8000, true, `${counted.reads} reads`);
  });
});
