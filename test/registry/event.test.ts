import { deepStrictEqual } from 'node:assert/strict';
import { Emitter } from '../../src/registry/event';

describe('Emitter', () => {
  it('tells its listeners in the order in which they came', () => {
    const emitter = new Emitter<string>();
    const heard: string[] = [];
    emitter.event(value => heard.push(`first ${value}`));
    emitter.event(value => heard.push(`second ${value}`));
    emitter.fire('a');
    emitter.fire('b');
    deepStrictEqual(heard, ['first a', 'second a', 'first b', 'second b']);
  });

  it('tells nobody who left', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const subscription = emitter.event(value => heard.push(value));
    emitter.fire(1);
    subscription.dispose();
    subscription.dispose();
    emitter.fire(2);
    deepStrictEqual(heard, [1]);
  });

  it('lets the same function listen twice and leave once', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const listener = (value: number) => heard.push(value);
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    emitter.fire(1);
    deepStrictEqual(heard, [1]);
  });

  it('tells everybody once though listeners come and go meanwhile', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event(() => {
      heard.push('first');
      first.dispose();
      emitter.event(() => heard.push('late'));
    });
    emitter.event(() => heard.push('second'));
    emitter.fire(1);
    deepStrictEqual(heard, ['first', 'second']);
  });
});
