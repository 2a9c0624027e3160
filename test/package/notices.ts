/** A package whose code is in ours. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The text of its licence file. */
  readonly text: string;
}

/** The packages of which esbuild.js copies a file and no source imports anything. */
export const COPIED_PACKAGES: readonly string[] = ['@vscode/codicons'];

/** The last folder of packages counts: one may lie inside of another. */
const PACKAGE = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** The packages that these files belong to, sorted: those whose licences must be told. */
export function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.flatMap(file => PACKAGE.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** What licences ask to be told wherever their code goes. */
export function printNotices(packages: readonly BundledPackage[]): string {
  const intro =
    'Prompt Ledger contains the code of these packages. Their licences follow.\n' +
    'sql.js contains SQLite, which is in the public domain.\n' +
    'Of @vscode/codicons there is the font, changed to hold only the icons that are shown.\n';
  const parts = packages.map(({ name, version, license, text }) => {
    const title = `${name} ${version} (${license})`;
    return `${title}\n${'-'.repeat(title.length)}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  });
  return [intro, ...parts].join('\n\n');
}
