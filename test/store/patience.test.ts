import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert/strict';
import { isPassing, patiently, patientlySync, withHandle } from '../../src/store/patience';

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Fails so often, then answers. */
function failing(times: number, code = 'EMFILE'): () => string {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= times) throw failure(code);
    return `call ${calls}`;
  };
}

describe('patience', () => {
  it('is for what passes by itself', () => {
    const codes = ['EMFILE', 'ENFILE', 'EAGAIN', 'EINTR', 'EBUSY', 'EACCES', 'EIO', 'ENOENT'];
    deepStrictEqual(
      codes.filter(code => isPassing(failure(code))),
      codes.slice(0, 5),
    );
  });

  it('tries again until a handle is free', async () => {
    strictEqual(await patiently(failing(5)), 'call 6');
    strictEqual(patientlySync(failing(5)), 'call 6');
  });

  it('does not try again what fails for good', async () => {
    await rejects(patiently(failing(1, 'EACCES')), { code: 'EACCES' });
    throws(() => patientlySync(failing(1, 'EIO')), { code: 'EIO' });
  });

  it('ends, and does not stop the thread twice in vain', () => {
    const start = performance.now();
    throws(() => patientlySync(failing(Infinity)), { code: 'EMFILE' });
    const first = performance.now() - start;
    throws(() => patientlySync(failing(Infinity)), { code: 'EMFILE' });
    ok(first > 500 && performance.now() - start < first + 500, `${first} ms`);
  });

  it('holds few files open at once, and does everything in the end', async () => {
    let open = 0;
    let most = 0;
    const work = () =>
      withHandle(async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise(resolve => setTimeout(resolve, 1));
        open -= 1;
        if (open % 3 === 0) throw failure('EIO');
      });
    const done = await Promise.allSettled(Array.from({ length: 500 }, work));
    strictEqual(done.length, 500);
    ok(most > 1 && most <= 16, `${most} at once`);
  });
});
