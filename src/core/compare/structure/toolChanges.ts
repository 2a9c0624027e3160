import { tellNamed, type NamedChange } from './namedChanges';
import { diffSchemas, type SchemaChange } from './schemas';
import { isMapping, nameOfElement, printValueKey, type Mapping } from './values';
import type { PromptChange } from './model';

/** What happened to the tools of a prompt, by name and by the schema of their arguments. */
export function tellTools(left: unknown, right: unknown): readonly PromptChange[] {
  const [before, after] = [toolsByName(left), toolsByName(right)];
  return joinRenames(tellNamed('tool', before, after, diffTool), before, after);
}

function toolsByName(value: unknown): ReadonlyMap<string, unknown> {
  const tools = Array.isArray(value) ? (value as unknown[]) : [];
  return new Map(tools.map(tool => [nameOfElement(tool) ?? '', tool]));
}

/** A tool that went and one that came with another name and nothing else are one tool, renamed. */
function joinRenames(
  changes: readonly NamedChange[],
  left: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown>,
): readonly PromptChange[] {
  const gone = new Map<string, string[]>();
  // From the last to the first, so that the first is taken first.
  for (const { kind, name } of [...changes].reverse()) {
    if (kind !== 'removed') continue;
    const key = withoutName(left.get(name));
    const alike = gone.get(key);
    if (alike === undefined) gone.set(key, [name]);
    else alike.push(name);
  }
  const froms = new Map<string, string>();
  for (const { kind, name } of changes) {
    if (kind !== 'added' || !saysEnough(right.get(name))) continue;
    const from = gone.get(withoutName(right.get(name)))?.pop();
    if (from !== undefined) froms.set(from, name);
  }
  const tos = new Set(froms.values());
  return changes.flatMap((change): PromptChange[] => {
    if (change.kind === 'added' && tos.has(change.name)) return [];
    const name = change.kind === 'removed' ? froms.get(change.name) : undefined;
    if (name === undefined) return [change];
    return [{ part: 'tool', kind: 'renamed', from: change.name, name, details: [] }];
  });
}

/** A tool of which little more than the name is known is like any other. */
function saysEnough(tool: unknown): boolean {
  const { description, properties } = flatTool(tool) as Mapping;
  return description !== undefined || (isMapping(properties) && Object.keys(properties).length > 0);
}

function withoutName(tool: unknown): string {
  return printValueKey({ ...(flatTool(tool) as Mapping), name: '' });
}

/** What a tool takes is a schema; what stands around it is compared by keyword. */
function diffTool(left: unknown, right: unknown): SchemaChange[] {
  return diffSchemas(flatTool(left), flatTool(right));
}

/** The schema of a tool's arguments with its description, whichever provider's form it has. */
function flatTool(tool: unknown): unknown {
  if (!isMapping(tool)) return tool;
  const { function: inner, ...outer } = tool;
  const members = isMapping(inner) ? { ...inner, ...outer } : outer;
  const { parameters, input_schema: input, type: form, ...rest } = members as Mapping;
  const schema = parameters ?? input;
  return { ...(isMapping(schema) ? schema : {}), ...rest, ...(form === undefined ? {} : { form }) };
}
