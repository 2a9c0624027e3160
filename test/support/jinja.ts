import { LedgerError } from '../../src/core/base/errors';
import { jinjaEngine } from '../../src/core/engines/jinja/engine';
import type { RenderedTemplate } from '../../src/core/engines/template/template';

const origin = { chain: [] };

/** Renders a template; its first problem is thrown, or else the first value that it cannot take. */
export function renderTemplate(
  template: string,
  values: unknown = {},
  missing: 'keep' | 'empty' = 'empty',
): RenderedTemplate {
  const parsed = jinjaEngine.parse(template);
  const [problem] = parsed.problems;
  if (problem !== undefined)
    throw new Error(`${problem.line}:${problem.column} ${problem.message}`);
  const rendered = parsed.render({ values, origin, missing, include: () => undefined });
  const [failure] = rendered.failures ?? [];
  if (failure !== undefined)
    throw new Error(`${failure.line}:${failure.column} ${failure.message}`);
  return rendered;
}

export function renderText(template: string, values: unknown = {}): string {
  return renderTemplate(template, values).text;
}

/** Why a template is refused: the message of its first problem or failure, with its place. */
export function refusalOf(template: string, values: unknown = {}): string {
  try {
    return `Nothing was refused: ${renderText(template, values)}`;
  } catch (error) {
    if (error instanceof LedgerError) return `${error.code}: ${error.message}`;
    if (error instanceof Error) return error.message;
    throw error;
  }
}

/** The names that were missing, with their places. */
export function missingIn(template: string, values: unknown = {}): readonly string[] {
  return renderTemplate(template, values).missing.map(
    ({ name, line, column }) => `${name} ${line}:${column}`,
  );
}
