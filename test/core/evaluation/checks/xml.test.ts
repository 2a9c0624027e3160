import { deepEqual, match } from 'node:assert/strict';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

describe('is-xml and contains-xml', () => {
  const said = async (type: 'is-xml' | 'contains-xml', output: string, value?: unknown) => {
    const { pass, reason } = await runCheck({ type, value }, subjectOf({ output }));
    return `${pass}: ${reason}`;
  };

  it('say what is not well-formed', async () => {
    match(
      await said('is-xml', '<a><b></a>'),
      /^false: The answer should be XML: 1:10: unexpected close tag\.$/,
    );
    match(await said('is-xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'), /declarations of its own/);
  });

  it('name the elements that are missing', async () => {
    match(await said('is-xml', '<a><b/></a>', 'a.b, a.c'), /^false: .*with "a.c"\.$/);
    match(await said('contains-xml', 'x <a/>', ['b']), /^false: .*with "b"\.$/);
    match(await said('contains-xml', 'x <a><b/></a>', ['a.b']), /^true/);
  });

  it('reach no property that is not of the text', async () => {
    match(await said('is-xml', '<a/>', 'toString'), /^false/);
    match(await said('is-xml', '<a/>', 'a.constructor'), /^false/);
  });

  it('take no time that grows faster than the text', async () => {
    const results = await Promise.all(
      [
        '<a '.repeat(200_000),
        '<a>'.repeat(100_000),
        '<!--'.repeat(200_000),
        `<${'a'.repeat(500_000)}`,
      ].map(output => runCheck({ type: 'contains-xml' }, subjectOf({ output }))),
    );
    deepEqual(
      results.map(({ pass }) => pass),
      [false, false, false, false],
    );
  });
});
