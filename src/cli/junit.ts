import type { ExperimentResult } from '../registry/experimenting';
import { nameOf, reasonOf } from './experimentText';

/** A run as the XML that test reports of CI are read from: a suite for each version, a case for each row. */
export function junitXml({ experiment, columns }: ExperimentResult): string {
  const suites = columns.map(column => {
    const name = `${experiment} ${column.prompt}@${column.label} ${column.model}`;
    const cases = column.results.map(cell => {
      const head = `<testcase classname="${escaped(name)}" name="${escaped(nameOf(cell))}"`;
      if (cell.outcome === 'passed') return `    ${head}/>`;
      const kind = cell.outcome === 'failed' ? 'failure' : 'error';
      const message = escaped(reasonOf(cell));
      return `    ${head}><${kind} message="${message}"/></testcase>`;
    });
    const errors = column.errors + column.missing;
    const counts = `tests="${column.results.length}" failures="${column.failed}" errors="${errors}"`;
    return [`  <testsuite name="${escaped(name)}" ${counts}>`, ...cases, '  </testsuite>'].join(
      '\n',
    );
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Without the characters that XML 1.0 has no form for. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\n\t]/g, sign => ENTITIES[sign] ?? sign);
}
