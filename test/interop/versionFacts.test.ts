import { deepStrictEqual } from 'node:assert/strict';
import { importFiles } from '../../src/interop/importFiles';
import { versionFacts } from '../../src/interop/versionFacts';

const said = (more: object) => versionFacts({ number: 1, labels: [], ...more });
const read = (value: unknown) =>
  importFiles([{ file: 'x.json', text: JSON.stringify(value) }], { versions: true }).map(
    ({ prompt, versions = [] }) => [
      prompt,
      versions.map(({ number, labels, at, message, author }) => [
        ...[number, labels, at, message, author?.name],
      ]),
    ],
  );

describe('what is said of a version', () => {
  it('is its time and its author, where it says them', () => {
    const at = '2026-01-02T03:04:05.000Z';
    deepStrictEqual(
      ['2026-01-02T03:04:05Z', '2026-01-02T04:04:05+01:00', '2026-01-02 03:04:05', Date.parse(at)]
        .map(given => said({ at: given }).at)
        .concat(said({ at: String(Date.parse(at)) }).at),
      [at, at, at, at, at],
    );
    deepStrictEqual(
      ['Ada <ada@example.com>', 'Ada', { name: 'Ada', email: 'a@b.c' }].map(
        author => said({ author }).author,
      ),
      [
        { name: 'Ada', email: 'ada@example.com' },
        { name: 'Ada', email: '' },
        { name: 'Ada', email: 'a@b.c' },
      ],
    );
    deepStrictEqual(said({ at: 'soon', author: ' ', message: '' }), { number: 1, labels: [] });
  });

  const version = (number: number, labels: string[], prompt: string) => {
    const createdAt = `2026-01-0${number}T00:00:00Z`;
    const about = { createdAt, createdBy: 'API', commitMessage: `why ${number}` };
    return { name: 'greet', version: number, labels, prompt, type: 'text', config: {}, ...about };
  };
  it('is read of each version of Langfuse, and no part of its text', () => {
    const list = [version(2, ['latest', 'production'], 'B'), version(1, ['old'], 'A')];
    deepStrictEqual(read(list), [
      [
        'greet',
        [
          [1, ['old'], '2026-01-01T00:00:00.000Z', 'why 1', 'API'],
          [2, ['production'], '2026-01-02T00:00:00.000Z', 'why 2', 'API'],
        ],
      ],
    ]);
    const text = JSON.stringify(list);
    const [greet] = importFiles([{ file: 'x.json', text }], { versions: true });
    deepStrictEqual(
      greet?.versions?.map(({ source }) => source),
      ['A', 'B'],
    );
  });

  it('is read of PromptLayer, MLflow, Phoenix and of our own export', () => {
    const template = { type: 'completion', content: [{ type: 'text', text: 'Hi' }] };
    const labels = [{ name: 'prod' }];
    deepStrictEqual(
      read([
        { prompt_name: 'a', version: 1, prompt_template: template, labels, commit_message: 'm' },
      ]),
      [['a', [[1, ['prod'], undefined, 'm', undefined]]]],
    );
    const mlflow = {
      name: 'a',
      template: 'Hi',
      version: '3',
      aliases: ['beta'],
      creation_timestamp: 0,
    };
    deepStrictEqual(read([{ ...mlflow, commit_message: 'm' }]), [
      ['a', [[3, ['beta'], '1970-01-01T00:00:00.000Z', 'm', undefined]]],
    ]);
    const messages = [{ role: 'user', content: 'Hi' }];
    const phoenix = {
      ...{ template: { type: 'chat', messages }, template_type: 'CHAT', template_format: 'NONE' },
      ...{ model_provider: 'OPENAI', model_name: 'm', description: 'd' },
    };
    const tags = [{ name: 'staging' }];
    deepStrictEqual(read({ data: [{ ...phoenix, tags, createdAt: '2026-01-01T00:00:00Z' }] }), [
      ['x', [[1, ['staging'], '2026-01-01T00:00:00.000Z', 'd', undefined]]],
    ]);
    const own = {
      prompt: 'a/b',
      number: 7,
      source: 'Hi\n',
      tags: ['t'],
      at: '2026-01-01T00:00:00.000Z',
    };
    deepStrictEqual(read([{ ...own, message: 'm', author: { name: 'Ada', email: 'a@b.c' } }]), [
      ['a/b', [[7, ['t'], '2026-01-01T00:00:00.000Z', 'm', 'Ada']]],
    ]);
  });
});
