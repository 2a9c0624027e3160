import { strictEqual, throws } from 'node:assert';
import { LedgerError } from '../../../../src/core/base/errors';
import { Budget } from '../../../../src/core/engines/template/budget';

const isTooLarge = (error: unknown): boolean =>
  error instanceof LedgerError && error.code === 'too-large';

describe('Budget', () => {
  it('lets a rendering do what it needs', () => {
    const budget = new Budget();
    budget.spend(1_000_000);
    strictEqual(budget.text('abc'), 'abc');
  });

  it('ends with too many steps, at once or one by one', () => {
    throws(() => {
      new Budget().spend(1e12);
    }, isTooLarge);
    const budget = new Budget();
    throws(() => {
      for (;;) budget.spend(1);
    }, isTooLarge);
  });

  it('ends with too much text, before it is made', () => {
    throws(() => {
      new Budget().reserve(1e12);
    }, isTooLarge);
  });
});
