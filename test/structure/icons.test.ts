import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import mapping from '@vscode/codicons/src/template/mapping.json';
import icons from '../../src/webview/parts/icons.json';
import { projectPath, sourceFiles } from '../support/sourceFiles';

/** The code points of VS Code's icons by their names, as the package has them. */
const known: ReadonlyMap<string, number> = new Map(
  Object.entries(mapping).flatMap(([code, names]) =>
    names.map(name => [name, Number(code)] as const),
  ),
);

describe('the icons of the pages', () => {
  it('are those of VS Code, under the names that they have there', () => {
    const expected = Object.keys(icons).map(name => [name, known.get(name)] as const);
    deepStrictEqual(Object.entries(icons), expected);
  });

  const style = readFileSync(projectPath('media/page.css'), 'utf8');
  const code = sourceFiles('src/webview')
    .map(name => readFileSync(projectPath(`src/webview/${name}`), 'utf8'))
    .join('\n');
  for (const [name, point] of Object.entries(icons)) {
    it(`are shown somewhere, each that is packed: ${name}`, () => {
      const sign = `'\\${point.toString(16)}'`;
      ok(code.includes(`'${name}'`) || style.includes(sign), `no page shows ${name}`);
    });
  }
});
