import type { CheckRun } from './model';
import { unmeasured } from './verdict';

/** What stands between two commas: in quotes, in which a quote is doubled or escaped, or up to the comma. */
const FIELD = /[\s,]*(?:"((?:[^"\\]|""|\\.)*)"(?=\s*(?:,|$))|([^\s",][^,]*)|("))/suy;

/**
 * The texts of a list that is written as one: `a, b, "c, d"`. Throws `invalid-input` for a quote that is
 * never closed, or has more behind it.
 */
export function commaSeparated(text: string, run: Pick<CheckRun, 'check'>): readonly string[] {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (let found = FIELD.exec(text); found !== null; found = FIELD.exec(text)) {
    const [, quoted, plain, wrong] = found;
    if (wrong !== undefined) {
      const message = `In the list of "${run.check.type}" a quote is not closed before the next comma. Write a list of texts instead.`;
      throw unmeasured(run, message);
    }
    fields.push(quoted === undefined ? (plain ?? '').trim() : unescaped(quoted));
  }
  return fields;
}

function unescaped(quoted: string): string {
  return quoted.replace(/\\(["\\])|"(")/g, '$1$2');
}
