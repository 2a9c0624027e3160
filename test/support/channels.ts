import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readNews, readRequest, type Channel } from '../../src/protocol/channel';

/** A method or news by its name, with what goes with it. */
export type Said = readonly [name: string, value: unknown];

/** What `postMessage` makes of a value. */
export function sent(message: unknown): unknown {
  return message === undefined ? undefined : JSON.parse(JSON.stringify(message));
}

/** The channel reads these requests as they were sent, and none of those. */
export function checkRequests(of: Channel, good: readonly Said[], bad: readonly Said[]): void {
  const request = ([method, params]: Said) => ({ type: 'request', id: 3, method, params });
  for (const said of good) {
    deepStrictEqual(readRequest(of, sent(request(said))), request(said), JSON.stringify(said));
  }
  for (const said of bad) {
    strictEqual(readRequest(of, sent(request(said))), undefined, JSON.stringify(said));
  }
}

/** The channel reads these news as they were sent, and none of those. */
export function checkNews(of: Channel, good: readonly Said[], bad: readonly Said[]): void {
  const news = ([name, value]: Said) => ({ type: 'news', name, value });
  for (const said of good) {
    deepStrictEqual(readNews(of, sent(news(said))), news(said), JSON.stringify(said));
  }
  for (const said of bad) {
    strictEqual(readNews(of, sent(news(said))), undefined, JSON.stringify(said));
  }
}

/** The guard of a method's answer takes these, and none of those. */
export function checkAnswers(of: Channel, good: readonly Said[], bad: readonly Said[]): void {
  const takes = ([method, value]: Said) => of.methods[method]!.result(sent(value));
  for (const said of good) strictEqual(takes(said), true, JSON.stringify(said));
  for (const said of bad) strictEqual(takes(said), false, JSON.stringify(said));
}
