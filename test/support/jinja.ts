import { LedgerError } from '../../src/core/errors';
import { jinjaEngine } from '../../src/core/jinja/engine';
import type { RenderedTemplate } from '../../src/core/template';

const origin = { chain: [] };

/** Renders a template; its first problem is thrown, as a failure at run time is. */
export function renderTemplate(
  template: string,
  values: unknown = {},
  missing: 'keep' | 'empty' = 'empty',
): RenderedTemplate {
  const parsed = jinjaEngine.parse(template);
  const [problem] = parsed.problems;
  if (problem !== undefined)
    throw new Error(`${problem.line}:${problem.column} ${problem.message}`);
  return parsed.render({ values, origin, missing, include: () => undefined });
}

export function renderText(template: string, values: unknown = {}): string {
  return renderTemplate(template, values).text;
}

/** Why a template is refused: the message of its first problem, or of the failure. */
export function refusalOf(template: string, values: unknown = {}): string {
  try {
    return `Nothing was refused: ${renderText(template, values)}`;
  } catch (error) {
    return error instanceof LedgerError ? `${error.code}: ${error.message}` : String(error);
  }
}

/** The names that were missing, with their places. */
export function missingIn(template: string, values: unknown = {}): readonly string[] {
  return renderTemplate(template, values).missing.map(
    ({ name, line, column }) => `${name} ${line}:${column}`,
  );
}
