// Makes `npm start` and `npm test` work on a bare clone: installs what package-lock.json names,
// unless that is already there. Plain Node: nothing is installed yet when this runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
// Written last, so an install that was interrupted is done again. npm writes the second file.
const stamp = path.join(modules, '.prompt-ledger-lock-hash');
const npmOwnLock = path.join(modules, '.package-lock.json');

const lockText = readFileSync(path.join(root, 'package-lock.json'));
const lockHash = createHash('sha256').update(lockText).digest('hex');

if (!isInstalled()) {
  console.error('Installing the development dependencies (npm ci) ...');
  const status = npmCi();
  if (status !== 0) {
    console.error(`npm ci failed (exit code ${status}).`);
    process.exit(1);
  }
  writeFileSync(stamp, lockHash);
}

function isInstalled() {
  if (!existsSync(npmOwnLock)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash;
  return holdsTheSame(npmOwnLock) && (writeFileSync(stamp, lockHash), true);
}

/** Whether an install made by hand (npm install, npm ci) is the one that the lock file asks for. */
function holdsTheSame(installedLock) {
  const wanted = JSON.parse(lockText.toString('utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || entry.optional === true || installed[name]?.version === entry.version,
  );
}

function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund'];
  // stdout goes to stderr: what the started program prints stays alone on stdout.
  const stdio = ['ignore', 2, 2];
  const npm = process.env.npm_execpath;
  const result =
    npm === undefined
      ? spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio });
  return result.status ?? 1;
}
