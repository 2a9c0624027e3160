// @ts-check
const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const regexp = require('eslint-plugin-regexp');

/** A layer may not reach for what belongs to another: the folder names say why (src/README.md). */
const forbid = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
  ],
});
const vscode = ['^vscode$', 'Only src/extension knows VS Code.'];
const sqljs = ['^sql\\.js', 'Only src/index knows sql.js.'];
const unsafe = [
  '^lit-html/(static|directives/(unsafe-|template-content))',
  'A template of a page is written here, and what goes into it is text.',
];
const node = ['^node:', 'This layer gets files, time and hashes through ports.'];

module.exports = tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'out/',
      '.vscode-test/',
      'test/fixtures/workspace/',
      'test/fixtures/frozen/format1/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'no-console': 'error',
    },
  },
  {
    // What strangers wrote is read by regular expressions: each takes time in proportion to the text.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
      'regexp/no-contradiction-with-assertion': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/no-misleading-unicode-character': 'error',
      'regexp/no-useless-assertions': 'error',
      'regexp/no-useless-lazy': 'error',
    },
  },
  {
    files: ['src/{core,operations,registry,protocol,interop}/**/*.ts'],
    rules: {
      ...forbid(vscode, sqljs, node),
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'Pure layers load nothing at run time.' },
      ],
    },
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: {
      ...forbid(vscode, sqljs, node, unsafe),
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'Text goes into a page as text: render a template.',
        },
      ],
    },
  },
  { files: ['src/index/**/*.ts'], rules: forbid(vscode, node) },
  { files: ['src/store/**/*.ts'], rules: forbid(vscode, sqljs) },
  { files: ['src/{cli,client,mcp,providers}/**/*.ts'], rules: forbid(vscode, sqljs) },
  { files: ['src/extension/**/*.ts'], rules: forbid(sqljs) },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A describe block is a chapter, not a function to be kept short.
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['*.js', 'src/{cli,npm,providers,python}/*.js', '**/*.mjs', 'test/**/*.cjs'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
