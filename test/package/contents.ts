/** The most that a package may weigh. */
const MAX_PACKAGE_BYTES = 2.5 * 1024 * 1024;

/** The files that the package must hold: one a line; `#` begins a comment. */
export function parseAllowList(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '');
}

/** Why these files are not the ones that are allowed, naming each; `undefined` where they are. */
export function contentsProblem(
  files: readonly string[],
  allowed: readonly string[],
): string | undefined {
  const there = new Set(files.map(file => file.replaceAll('\\', '/')));
  const extra = [...there].filter(file => !allowed.includes(file)).sort();
  const missing = allowed.filter(file => !there.has(file)).sort();
  if (extra.length + missing.length === 0) return undefined;
  return [
    'The package does not hold what test/package/allow-list.txt says.',
    ...extra.map(
      file => `  extra:   ${file} (keep it out in .vscodeignore, or add it to the list)`,
    ),
    ...missing.map(file => `  missing: ${file} (let it in in .vscodeignore, or drop it there)`),
  ].join('\n');
}

/** Why the package is too heavy; `undefined` where it is not. */
export function sizeProblem(bytes: number, limit = MAX_PACKAGE_BYTES): string | undefined {
  if (bytes <= limit) return undefined;
  return `The package has ${formatSize(bytes)}, and ${formatSize(limit)} are allowed.`;
}

/** `1363148` as `1331.2 KB`. */
export function formatSize(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
