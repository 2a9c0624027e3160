import { LedgerError } from '../../base/errors';
import { functionTool, isMapping } from '../../prompt/providers/request';
import type { RenderedCall } from '../../prompt/render/model';
import type { CheckRun, Verdict } from './model';
import { schemaCheck } from './schemas';
import { decided } from './verdict';

/**
 * `is-valid-openai-tools-call`, `is-valid-function-call` and `is-valid-openai-function-call`: the answer
 * calls at least one tool, and each call is one of the tools of the request, with arguments that conform.
 */
export function isValidCall(run: CheckRun): Verdict {
  const { output, request } = run.subject;
  const [first] = output.tool_calls;
  if (first === undefined) return decided(run, false, 'call a tool');
  const tools = new Map(
    (request.tools ?? []).flatMap(tool => {
      const read = functionTool(tool);
      return read === undefined ? [] : [[read.name, read.parameters] as const];
    }),
  );
  const problem = output.tool_calls
    .map(call => callProblem(call, tools, run))
    .find(found => found !== undefined);
  return decided(run, problem === undefined, `call the tools of the request: ${problem ?? ''}`);
}

function callProblem(
  { name, arguments: given }: RenderedCall,
  tools: ReadonlyMap<string, unknown>,
  { check }: CheckRun,
): string | undefined {
  if (!tools.has(name)) return `there is no tool "${name}"`;
  // A tool that says nothing of its arguments takes any.
  const schema = tools.get(name) ?? {};
  if (!isMapping(schema)) return `the schema of "${name}" is none`;
  try {
    const problem = schemaCheck(schema)(given);
    return problem === undefined ? undefined : `the call of "${name}" does not fit: ${problem}`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The schema of the tool "${name}" is none: ${reason}. Correct it in the prompt.`;
    throw new LedgerError('invalid-input', { check: check.type, tool: name }, message);
  }
}
