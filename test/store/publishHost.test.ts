import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PublishHost } from '../../src/store/publishHost';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { staticHost, type HostOptions, type StaticHost } from '../support/staticHost';
import { temporaryFolders } from '../support/temporaryFolders';

const KEY = 'Bearer secret-7';

describe('a host that is published to', () => {
  const newFolder = temporaryFolders();
  const hosts: StaticHost[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });

  async function begin(options: Partial<HostOptions> = {}): Promise<StaticHost> {
    const folder = await newFolder();
    const write = async (path: string, body: string): Promise<void> => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
    };
    const host = await staticHost(folder, { key: KEY, write, ...options });
    hosts.push(host);
    return host;
  }

  it('gets files by PUT with the headers that it asks for, and a query stays behind the path', async () => {
    const host = await begin();
    const target = new PublishHost(`${host.address}/p?sig=x`, `Authorization: ${KEY}\nX-Other: 1`);
    strictEqual(await target.read('production.json'), undefined);
    await target.write('bundles/a.json', 'ä');
    await target.write('production.json', '{}');
    strictEqual(await target.read('bundles/a.json'), 'ä');
    const puts = host.requests.filter(({ method }) => method === 'PUT');
    deepStrictEqual(
      puts.map(({ path, headers }) => [path, headers['cache-control'], headers['x-other']]),
      [
        ['p/bundles/a.json?sig=x', 'public, max-age=31536000, immutable', '1'],
        ['p/production.json?sig=x', 'no-cache', '1'],
      ],
    );
  });

  it('that refuses is told with what to set, and never with the secret', async () => {
    const host = await begin();
    const wrong = new PublishHost(`${host.address}?sig=hidden`, 'Authorization: Bearer other-key');
    const error = await rejectionOf(wrong.write('production.json', '{}'));
    checkRefusal(error, 'io', '403', 'PROMPTLEDGER_PUBLISH_HEADER');
    ok(!JSON.stringify(error.toJSON()).includes('hidden'));
    ok(!JSON.stringify(error.toJSON()).includes('other-key'));
  });

  it('that cannot take something for a moment is asked again, and not for ever', async () => {
    let failures = 2;
    const host = await begin({
      before: (_, method) => (method === 'PUT' && failures-- > 0 ? { status: 503 } : undefined),
    });
    const target = new PublishHost(host.address, `Authorization: ${KEY}`);
    await target.write('production.json', '{}');
    strictEqual(host.requests.length, 3);
    failures = Infinity;
    checkRefusal(await rejectionOf(target.write('production.json', '{}')), 'io', '503');
  });

  it('that sends elsewhere is not followed: the headers are for it alone', async () => {
    const host = await begin({ before: () => ({ status: 302 }) });
    const target = new PublishHost(host.address, `Authorization: ${KEY}`);
    // Node answers with the redirection or an error, and makes no second request with the headers.
    checkRefusal(
      await rejectionOf(target.write('production.json', '{}')),
      'io',
      '/production.json',
    );
  });

  for (const address of [
    'http://example.com/p',
    'ftp://example.com',
    'https://user:key@example.com/',
  ]) {
    it(`is not ${address}`, () => {
      checkRefusal(
        refusalOf(() => new PublishHost(address, undefined)),
        'invalid-argument',
        'https://',
      );
    });
  }

  it('has headers, or says that what the variable holds is none, without saying what it is', () => {
    const error = refusalOf(
      () => new PublishHost('https://example.com', 'sécret: key-9\nno header'),
    );
    checkRefusal(error, 'invalid-argument', 'PROMPTLEDGER_PUBLISH_HEADER');
    ok(!error.message.includes('key-9'));
  });
});
