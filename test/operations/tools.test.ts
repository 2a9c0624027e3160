import { deepStrictEqual, match, ok } from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020';
import { COMMANDS } from '../../src/cli/commands';
import type { CliCommand } from '../../src/cli/command';
import { OPERATIONS } from '../../src/operations/all';
import type { Operation } from '../../src/operations/operation';
import { operationTools } from '../../src/operations/tools';

/** Commands that are no tool, and why. */
const NO_TOOLS: Readonly<Record<string, string>> = {
  mcp: 'It serves the tools.',
  completion: 'A script for a shell: it neither reads nor writes a registry.',
};

const tools = operationTools();

function all(commands: readonly CliCommand[]): readonly CliCommand[] {
  return commands.flatMap(command => [command, ...all(command.commands ?? [])]);
}

describe('the operations as tools', () => {
  for (const { name, description, inputSchema } of tools) {
    it(`${name}: has a name that an agent can call, says what it does, and is valid JSON Schema`, () => {
      match(name, /^[a-zA-Z][\w-]{0,63}$/);
      match(description, /^[A-Z]/);
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false });
      ok(ajv.validateSchema(inputSchema), ajv.errorsText());
      const check = ajv.compile(inputSchema);
      const { examples = [] } = (OPERATIONS as Readonly<Record<string, Operation>>)[name]!;
      for (const [input] of examples) ok(check(input), ajv.errorsText(check.errors));
      ok(!check({ ...examples[0]?.[0], somethingElse: 1 }));
    });
  }

  it('are all that the command line does with a registry, but for what is listed with its reason', () => {
    const names = new Set(tools.map(({ name }) => name));
    const others = all(COMMANDS).filter(
      ({ operation }) => operation === undefined || !names.has(operation.name),
    );
    deepStrictEqual(
      others.map(({ name }) => name),
      Object.keys(NO_TOOLS),
    );
  });
});
