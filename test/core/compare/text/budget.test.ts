import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';

describe('the budget of a comparison', () => {
  it('gives no more work than it has, and keeps what a refusal asked for', () => {
    const budget = createBudget({ maxEdits: 10, maxWork: 100 });
    assert.equal(budget.spend(60), true);
    assert.equal(budget.spend(60), false);
    assert.equal(budget.spend(40), true);
    assert.equal(budget.spend(1), false);
  });

  it('allows as many edits as their square is affordable, up to the limit', () => {
    const budget = createBudget({ maxEdits: 10, maxWork: 200 });
    assert.equal(budget.edits(), 10);
    budget.spend(150);
    assert.equal(budget.edits(), 7);
    budget.spend(50);
    assert.equal(budget.edits(), 0);
  });

  it('ends when the clock of its caller says so', () => {
    let isOver = false;
    const budget = createBudget({ maxEdits: 10, maxWork: 100, isOver: () => isOver });
    assert.equal(budget.edits(), 10);
    isOver = true;
    assert.equal(budget.edits(), 0);
    assert.equal(budget.spend(1), false);
  });
});
