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

/** What the host gives, or Node: no code of these is packed. */
const NOT_BUNDLED = /^(?:vscode$|node:)/;
/** Static imports stand at the beginning of a line, where no string or example can. */
const STATIC = /^(?:import|export)\s(?:[^'"=;]*\sfrom\s+)?(['"])([^'".][^'"]*)\1/gm;
const DYNAMIC = /^(?!\s*(?:\*|\/)).*\b(?:import|require)\((['"])([^'".][^'"]*)\1\)/gm;

/** The packages that these sources import, sorted: those whose licences must be told. */
export function importedPackages(sources: readonly string[]): readonly string[] {
  const names = sources
    .flatMap(source => [...source.matchAll(STATIC), ...source.matchAll(DYNAMIC)])
    .map(match => match[2] ?? '')
    .filter(name => !NOT_BUNDLED.test(name))
    .map(packageOf);
  return [...new Set(names)].sort();
}

/** `@scope/name/part` as `@scope/name`. */
function packageOf(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
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
