import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { projectPath } from '../support/sourceFiles';

const rooms = [...readFileSync(projectPath('src/README.md'), 'utf8').matchAll(/^\| `([^`]+)`/gm)]
  .map(match => match[1]!.replace(/\/$/, ''))
  .sort();

const folders = readdirSync(projectPath('src'), { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(ts|py|js)$/.test(name))
  .map(name => dirname(name).replaceAll('\\', '/'))
  .filter(folder => folder !== '.' && !folder.includes('node_modules'));

describe('the map', () => {
  it('has one line for every folder that holds a source, and none for another', () => {
    const withSources = new Set([...folders, 'core']);
    deepStrictEqual(rooms, [...withSources].sort());
  });
});
