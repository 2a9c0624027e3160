import { ok, strictEqual } from 'node:assert/strict';
import { connect, requireKind, requireUrl } from '../../src/remotes/connect';
import { checkRefusal, refusalOf } from '../support/refusal';

const KEYS = { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk', PHOENIX_API_KEY: 'key' };
const remote = (kind: string, url: string) => ({ name: 'r', kind, url });

describe('a remote', () => {
  it('gets a key only where its maker, this machine or a variable says so', () => {
    const langfuse = remote('langfuse', 'https://prompts.example.com');
    checkRefusal(
      refusalOf(() => connect(langfuse, KEYS)),
      'untrusted',
      'key was not sent',
    );
    ok(connect(langfuse, { ...KEYS, LANGFUSE_BASE_URL: 'https://prompts.example.com/' }));
    ok(connect(remote('langfuse', 'https://us.cloud.langfuse.com'), KEYS));
    ok(connect(remote('phoenix', 'http://localhost:6006'), KEYS));
    const odd = [
      ...['https://langfuse.com.example.com', 'http://cloud.langfuse.com'],
      'https://localhost.example.com',
    ];
    for (const url of odd) {
      checkRefusal(
        refusalOf(() => connect(remote('langfuse', url), KEYS)),
        'untrusted',
        'r',
      );
    }
    // Without a key there is nothing to send.
    ok(connect(remote('phoenix', 'https://prompts.example.com'), {}));
    checkRefusal(
      refusalOf(() => connect(langfuse, {})),
      'key-missing',
      'LANGFUSE_PUBLIC_KEY and',
    );
  });

  it('has an address without a key in it, and is of a kind that is known', () => {
    strictEqual(requireUrl('https://a.b/x/'), 'https://a.b/x');
    for (const url of [
      'a.b',
      'ftp://a.b',
      'https://u:p@a.b',
      'https://a.b?key=1',
      'https://a.b#x',
    ]) {
      checkRefusal(
        refusalOf(() => requireUrl(url)),
        'invalid-argument',
        'https://',
      );
    }
    strictEqual(requireKind('phoenix'), 'phoenix');
    checkRefusal(
      refusalOf(() => requireKind('x')),
      'invalid-argument',
      'phoenix, langfuse',
    );
  });
});
