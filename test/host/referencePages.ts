import { Command, type Argument, type Option } from 'commander';
import type { CliCommand } from '../../src/cli/command';
import { COMMANDS } from '../../src/cli/commands';
import { contributes, fieldsOf } from '../../src/extension/manifest';
import type { CommandId } from '../../src/extension/features';
import type { JsonSchema } from '../../src/operations/schema';
import { OPERATIONS } from '../../src/operations/all';
import type { Operation } from '../../src/operations/operation';
import { operationTools, type OperationTool } from '../../src/operations/tools';

const WRITTEN = '<!-- Written by `npm run generate` from what the code declares. -->';

/** The pages of the guide that follow from the code, by their paths in the project. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'media/docs/reference-command-line.md': commandLinePage(),
    'media/docs/reference-vscode.md': vscodePage(),
    'media/docs/reference-operations.md': operationsPage(),
  };
}

function commandLinePage(): string {
  const groups = [...new Set(COMMANDS.map(({ group }) => group))];
  const sections = groups.map(group => {
    const commands = COMMANDS.filter(command => command.group === group);
    return [`## ${group}`, ...commands.flatMap(command => commandSections(command, []))].join(
      '\n\n',
    );
  });
  return page('Reference: the command line', [
    'Every command of `promptledger`, with its arguments, its options and examples; `promptledger help <command>` says the same. What they have in common (`--json`, `--registry`, references, exit codes) is on [the page about the command line](command-line.md).',
    ...sections,
  ]);
}

function commandSections(command: CliCommand, above: readonly string[]): string[] {
  const parser = command.declare(new Command(command.name));
  const name = [...above, command.name].join(' ');
  const usage = [name, ...parser.registeredArguments.map(usageOf)].join(' ');
  const described = [sentence(command.summary), command.description ?? ''].filter(Boolean);
  const rows = [
    ...parser.registeredArguments.map(argument => [usageOf(argument), argument.description]),
    ...parser.options.map(option => [option.flags, optionText(option)]),
  ];
  const examples = command.examples.map(([line, does]) => `promptledger ${line}  # ${does}`);
  return [
    `### ${name}`,
    `\`promptledger ${usage}\``,
    ...described,
    ...(rows.length === 0
      ? []
      : [
          table(
            ['', ''],
            rows.map(([what = '', means = '']) => [`\`${what}\``, means]),
          ),
        ]),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\``]),
    ...(command.commands ?? []).flatMap(child => commandSections(child, [...above, command.name])),
  ];
}

function usageOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function optionText({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? '' : ` (${argChoices.join(', ')})`;
  const isShown = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  return `${description}${choices}${isShown ? `; ${defaultValue} without it` : ''}`;
}

/** What `contributes` says of a command, a key and a setting. */
interface Contributed {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly keybindings: readonly {
    readonly command: string;
    readonly key: string;
    readonly mac?: string;
  }[];
  readonly configuration: {
    readonly properties: Readonly<
      Record<
        string,
        {
          readonly default?: unknown;
          readonly markdownDescription?: string;
          readonly description?: string;
        }
      >
    >;
  };
}

function vscodePage(): string {
  const { commands, keybindings, configuration } = contributes() as unknown as Contributed;
  const keysOf = (id: string): string =>
    keybindings
      .filter(({ command }) => command === id)
      .map(({ key, mac = key }) => (mac === key ? `\`${key}\`` : `\`${key}\` (\`${mac}\`)`))
      .join(', ');
  const inputOf = (id: string): string =>
    Object.keys(fieldsOf(id.replace('promptLedger.', '') as CommandId))
      .map(name => `\`${name}\``)
      .join(', ');
  const commandRows = commands.map(({ command, title }) => [
    title,
    `\`${command}\``,
    keysOf(command),
    inputOf(command),
  ]);
  const settingRows = Object.entries(configuration.properties).map(([key, setting]) => [
    `\`${key}\``,
    setting.markdownDescription ?? setting.description ?? '',
    `\`${JSON.stringify(setting.default)}\``,
  ]);
  return page('Reference: commands and settings of VS Code', [
    'Every command stands in the Command Palette under _Prompt Ledger_, but for those that need an item of a view. Other extensions and keybindings call it by its id; with its input in an object as its argument it asks for nothing that it can do without. Where an id is that of an [operation](reference-operations.md), the fields mean the same; fields that a command does not know are passed over.',
    '## Commands',
    table(['command', 'id', 'keys', 'input'], commandRows),
    '## Settings',
    table(['setting', 'what it does', 'default'], settingRows),
  ]);
}

const outputs: Readonly<Record<string, Operation | undefined>> = OPERATIONS;

function operationsPage(): string {
  return page('Reference: operations', [
    'What can be done with a registry, by the names that programs use. On the [command line](reference-command-line.md) the fields are arguments and options; the [commands of VS Code](reference-vscode.md) with these names read them from an object, as do the methods of the client that write. What they answer is called by the name of its shape: one name is one shape everywhere.',
    ...operationTools().flatMap(operationSections),
  ]);
}

function operationSections({
  name,
  description,
  inputSchema,
  annotations,
}: OperationTool): string[] {
  const { properties = {}, required = [] } = inputSchema;
  const rows = Object.entries(properties).map(([field, schema]) => [
    `\`${required.includes(field) ? field : `${field}?`}\``,
    typeText(schema),
    schema.description ?? '',
  ]);
  return [
    `## ${name}`,
    description.replaceAll(/^(\{.*\}): (.*)$/gm, '`$1`: $2'),
    ...(annotations.readOnlyHint ? [] : ['It writes.']),
    `It answers with ${
      outputs[name]?.output
        .replace(/\w+/g, '`$&`')
        .replace(/(`\w+`)\[\]/g, 'a list of $1')
        .replaceAll(' | ', ', or ') ?? ''
    }.`,
    ...(rows.length === 0 ? [] : [table(['field', 'type', 'meaning'], rows)]),
  ];
}

function typeText({ type, items, enum: choices }: JsonSchema): string {
  if (choices !== undefined) return choices.map(choice => `\`${choice}\``).join(', ');
  return [type]
    .flat()
    .map(name => (name === 'array' && items !== undefined ? `list of ${typeText(items)}` : name))
    .join(' or ');
}

function page(title: string, parts: readonly string[]): string {
  return `${[`# ${title}`, WRITTEN, ...parts].join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(cell => cell.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
