import type { Signature, SignatureVariable } from './signature';

/** A prompt and what its tags and its latest version ask for. */
export interface DeclaredPrompt {
  readonly prompt: string;
  readonly latest: Signature;
  readonly tags: Readonly<Record<string, Signature>>;
}

const TYPES: Readonly<Record<SignatureVariable['type'], string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'readonly Value[]',
  object: '{ readonly [key: string]: Value }',
  any: 'Value',
  history: 'readonly HistoryMessage[]',
};

/**
 * A declaration file for TypeScript, with which a wrong name, tag or variable fails to compile:
 * it fills in the interface `PromptTypes` of the client.
 */
export function printDeclarations(prompts: readonly DeclaredPrompt[]): string {
  const entries = prompts.flatMap(({ prompt, latest, tags }) => [
    `    ${JSON.stringify(prompt)}: {`,
    `      latest: ${printSignature(latest)};`,
    ...printTags(tags),
    '    };',
  ]);
  return [
    '// Written by "promptledger types". Write it again when prompts or tags change.',
    "import type { HistoryMessage, Value } from 'promptledger';",
    '',
    "declare module 'promptledger' {",
    '  interface PromptTypes {',
    ...entries,
    '  }',
    '}',
    '',
  ].join('\n');
}

function printTags(tags: DeclaredPrompt['tags']): readonly string[] {
  const lines = Object.entries(tags).map(
    ([tag, signature]) => `        ${JSON.stringify(tag)}: ${printSignature(signature)};`,
  );
  return lines.length === 0 ? ['      tags: {};'] : ['      tags: {', ...lines, '      };'];
}

function printSignature({ type, variables }: Signature): string {
  const fields = variables.map(({ name, type: of, optional, nullable }) => {
    const mark = optional ? '?' : '';
    const none = nullable ? ' | null' : '';
    return `${JSON.stringify(name)}${mark}: ${TYPES[of]}${none}`;
  });
  const values =
    fields.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${fields.join('; ')} }`;
  return `{ type: '${type}'; values: ${values} }`;
}
