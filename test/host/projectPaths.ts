import path from 'node:path';

/** The folder that holds package.json: the extension under development. */
export const projectRoot = path.resolve(__dirname, '..', '..');

/** Everything that is fetched or written for tests and is not the project's: git-ignored. */
export const cacheDirectory = path.join(projectRoot, '.vscode-test');

/** Where the suites that run inside VS Code are bundled. A test file must lie in an extension. */
export const suitesDirectory = path.join(projectRoot, 'out', 'suites');

/** The packed extension, as `npm run package` writes it. */
export const packedExtension = path.join(projectRoot, 'dist', 'prompt-ledger.vsix');
