import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { projectPath } from '../support/sourceFiles';

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    };
  };
}

const manifest = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as Manifest;

describe('where a key goes', () => {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  const telling = settings.filter(([, schema]) =>
    /"(?:baseURL|keyName|url|host)"/.test(JSON.stringify(schema)),
  );

  it('is said by no setting that a workspace can make', () => {
    ok(telling.length > 0);
    deepStrictEqual(
      telling.filter(([, { scope }]) => scope !== 'application').map(([name]) => name),
      [],
    );
  });
});
