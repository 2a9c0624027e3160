import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { projectPath, sourceFiles } from './support/sourceFiles';

/** About as many test files as run in a minute. */
const FILES = 20;
/** Their tests begin processes: they run where they, or what they are about, changed. */
const SLOW = /^test\/(cli|package|host|client|fixtures)\//;

/** `npm run test:quick`: the unit tests that a change touches, those nearest to it first. */
function main(): void {
  const changed = changedFiles();
  const touched = testsNear(changed);
  const mirrors = new Set(
    changed.map(file => file.replace(/^src\//, 'test/').replace(/(\.test)?\.ts$/, '.test.ts')),
  );
  const chosen = touched.filter(file => mirrors.has(file) || !SLOW.test(file)).slice(0, FILES);
  console.log(`${changed.length} files changed; ${touched.length} test files touch them.`);
  if (chosen.length < touched.length) {
    console.log(`The ${FILES} nearest run; "npm test" runs all.`);
  }
  if (chosen.length === 0) return;
  const mocha = projectPath('node_modules/mocha/bin/mocha.js');
  const ended = spawnSync(process.execPath, [mocha, ...chosen], {
    cwd: projectPath('.'),
    stdio: 'inherit',
  });
  process.exitCode = ended.status ?? 1;
}

/** What is not committed; where all is, what the last commit changed. */
function changedFiles(): readonly string[] {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: projectPath('.'), encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  const untracked = git('ls-files', '--others', '--exclude-standard');
  const open = [...git('diff', '--name-only', 'HEAD'), ...untracked];
  return open.length > 0 ? open : git('diff', '--name-only', 'HEAD~1');
}

/** Unit tests that import a changed file, by how many files stand between. */
function testsNear(changed: readonly string[]): readonly string[] {
  const importers = readImporters();
  const found = new Set<string>();
  let layer = changed;
  for (const seen = new Set<string>(); layer.length > 0;) {
    const isNew = (file: string): boolean => !seen.has(file) && seen.add(file).has(file);
    const files = layer.filter(isNew);
    for (const file of files) if (isUnitTest(file)) found.add(file);
    layer = files.flatMap(file => importers.get(file) ?? []);
  }
  return [...found];
}

/** For each file, those that import it. */
function readImporters(): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const folder of ['src', 'test']) {
    for (const name of sourceFiles(folder)) {
      const file = `${folder}/${name}`;
      const { importedFiles } = ts.preProcessFile(
        readFileSync(projectPath(file), 'utf8'),
        true,
        true,
      );
      for (const { fileName } of importedFiles) {
        const target = resolved(file, fileName);
        if (target === undefined) continue;
        importers.set(target, [...(importers.get(target) ?? []), file]);
      }
    }
  }
  return importers;
}

function resolved(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = relative(projectPath('.'), join(dirname(projectPath(from)), specifier));
  return [`${path}.ts`, `${path}/index.ts`, path].find(file => existsSync(projectPath(file)));
}

function isUnitTest(file: string): boolean {
  return (
    file.endsWith('.test.ts') && !file.startsWith('test/vscode/') && existsSync(projectPath(file))
  );
}

main();
