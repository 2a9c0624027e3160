import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import { LedgerError } from '../core/base/errors';

import { requireInput, type Operation } from '../operations/operation';
import { toolOf } from '../operations/tools';
import { answer, refusal } from './answers';
import { READING_TOOLS } from './readingTools';
import { WRITING_TOOLS } from './writingTools';
import type { AgentTool } from './tool';
import type { AgentWorld, Session } from './world';

/** The tools that an agent is offered. */
export function toolsFor({ isReadOnly }: Pick<AgentWorld, 'isReadOnly'>): readonly AgentTool[] {
  return isReadOnly ? READING_TOOLS : [...READING_TOOLS, ...WRITING_TOOLS];
}

/** The same as the protocol lists them: name, description and schema are those of the operation. */
export function listTools(world: Pick<AgentWorld, 'isReadOnly'>): Tool[] {
  return toolsFor(world).map(tool => {
    const { name, description, inputSchema, annotations } = toolOf(declared(tool));
    return {
      name,
      description: tool.note === undefined ? description : `${description}\n\n${tool.note}`,
      inputSchema: inputSchema as Tool['inputSchema'],
      annotations: {
        ...annotations,
        // A registry is only added to, and nothing outside of it is reached.
        ...{
          destructiveHint: false,
          idempotentHint: annotations.readOnlyHint,
          openWorldHint: false,
        },
      },
    };
  });
}

/**
 * Does what a tool is for. A refusal of the registry is an answer: code, message and facts. Throws bugs
 * only.
 */
export async function callTool(
  session: Session,
  tool: AgentTool,
  given: unknown,
): Promise<CallToolResult> {
  const warnings = new Set<string>();
  const subscriptions = [
    session.ledger.onDidLeaveOut(({ problem: { path, message } }) =>
      warnings.add(`${path} was left out: ${message}`),
    ),
    session.registry.onDidWarn(({ message }) => warnings.add(message)),
  ];
  try {
    requireInput(declared(tool), given as object);
    return answer(await tool.run(session, given as never), [...warnings]);
  } catch (error) {
    if (error instanceof LedgerError) return refusal(error);
    throw error;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function declared({ operation, input }: AgentTool): Operation {
  return { ...operation, input };
}
