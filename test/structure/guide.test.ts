import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { referencePages } from '../host/referencePages';
import { projectPath } from '../support/sourceFiles';

const DOCS = projectPath('media/docs');
const pages = readdirSync(DOCS).filter(name => name.endsWith('.md'));
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** The links of a page to other files, as they are written. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(match => match[1] ?? '')
    .filter(link => !/^(https?|command|mailto):/.test(link));
}

/** The anchors of a page, as GitHub and VS Code make them of headings. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(match => match[1] ?? '');
  return new Set(
    headings.map(heading =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe('the pages for people', () => {
  const roots = ['README.md', 'CHANGELOG.md', 'src/README.md', '.github/CONTRIBUTING.md'].map(
    projectPath,
  );

  it('lead nowhere that is not there', () => {
    const broken: string[] = [];
    for (const page of [...roots, ...pages.map(name => join(DOCS, name))]) {
      const text = textOf(page);
      for (const link of linksOf(text)) {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : join(dirname(page), path);
        if (!existsSync(target)) broken.push(`${page}: ${link}`);
        else if (anchor !== undefined && !anchorsOf(textOf(target)).has(anchor)) {
          broken.push(`${page}: ${link}`);
        }
      }
    }
    deepStrictEqual(broken, []);
  });

  it('are all found from the index', () => {
    const known = new Set(linksOf(textOf(join(DOCS, 'index.md'))).map(link => link.split('#')[0]));
    deepStrictEqual(
      pages.filter(name => name !== 'index.md' && !known.has(name)),
      [],
    );
  });

  it('are written from the code where they are a reference: `npm run generate` does it', () => {
    for (const [page, text] of Object.entries(referencePages())) {
      strictEqual(textOf(projectPath(page)), text, page);
    }
  });

  it('say everything at the front in a thousand words', () => {
    const words = textOf(projectPath('README.md')).split(/\s+/).filter(Boolean);
    ok(words.length <= 1000, String(words.length));
  });

  it('explain every code of an error', () => {
    const errors = textOf(projectPath('src/core/base/errors.ts'));
    const codes = [...errors.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(match => match[1] ?? '');
    const page = textOf(join(DOCS, 'troubleshooting.md'));
    ok(codes.length > 20, String(codes.length));
    deepStrictEqual(
      codes.filter(code => !page.includes(`\`${code}\``)),
      [],
    );
  });
});
