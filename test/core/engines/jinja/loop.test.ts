import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { loopNames } from '../../../../src/core/engines/jinja/loop';
import { Undefined } from '../../../../src/core/engines/jinja/values';
import { refusalOf, renderText } from '../../../support/jinja';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

describe('loopNames', () => {
  it('count the rounds from both ends', () => {
    const { entries } = loopNames(['a', 'b', 'c'], 1, { budget });
    const names = ['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'depth'];
    deepStrictEqual(
      names.map(name => entries.get(name)),
      [2, 1, 2, 1, false, false, 3, 1],
    );
    deepStrictEqual([entries.get('previtem'), entries.get('nextitem')], ['a', 'c']);
  });

  it('know no neighbour beyond the ends', () => {
    const { entries } = loopNames(['a'], 0, { budget });
    ok(entries.get('previtem') instanceof Undefined);
    ok(refusalOf('{% for x in [1] %}{{ loop.nextitem }}{% endfor %}').includes('no next item'));
  });

  it('cycle, and notice a change', () => {
    const template =
      '{% for x in [1, 1, 2] %}{{ loop.cycle("a", "b") }}{{ loop.changed(x) }} {% endfor %}';
    strictEqual(renderText(template), 'aTrue bFalse aTrue ');
    ok(refusalOf('{% for x in [1] %}{{ loop.cycle() }}{% endfor %}').includes('"loop.cycle"'));
  });
});
