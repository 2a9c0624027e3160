import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';

/**
 * Copies a folder with all that it holds; `to` may be there. By the system's own program where there is
 * one: Node's copy takes five times as long for the hundreds of small files of a registry.
 */
export function copyFolder(from: string, to: string): void {
  if (process.platform !== 'win32') {
    execFileSync('cp', ['-R', '-P', '-p', `${from}/.`, to]);
    return;
  }
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}
