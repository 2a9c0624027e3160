import { deepStrictEqual } from 'node:assert/strict';
import { SCHEMA } from '../../src/index/schema';
import { FOLDER_TABLES } from '../../src/index/tables';

describe('the tables of a folder', () => {
  it('stand after those that their rows refer to', () => {
    const names: readonly string[] = FOLDER_TABLES.map(({ name }) => name);
    const early = names.filter((name, place) => {
      const own = SCHEMA.split(`CREATE TABLE ${name} (`)[1]?.split('STRICT')[0] ?? '';
      const parents = [...own.matchAll(/REFERENCES (\w+)/g)].map(([, parent = '']) => parent);
      return parents.some(parent => names.indexOf(parent) >= place);
    });
    deepStrictEqual(early, []);
  });

  it('name as changing what is no key of theirs', () => {
    for (const { columns, keys, changing } of FOLDER_TABLES) {
      const others: readonly string[] = columns.slice(keys);
      deepStrictEqual(
        changing.filter(column => !others.includes(column)),
        [],
      );
    }
  });
});
