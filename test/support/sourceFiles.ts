import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '..', '..');

/** The absolute path of something in the project. */
export function projectPath(path: string): string {
  return join(PROJECT, path);
}

/** The TypeScript files below a folder of the project, as paths from there, sorted. */
export function sourceFiles(folder: string): string[] {
  const entries = readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' });
  return entries
    .filter(name => name.endsWith('.ts'))
    .map(name => name.replaceAll('\\', '/'))
    .sort();
}
