import type { Signature, SignatureVariable } from './signature';

/** A prompt and what its versions ask for: the latest, by tag, and by number. */
export interface DeclaredPrompt {
  readonly prompt: string;
  readonly latest: Signature;
  readonly tags: Readonly<Record<string, Signature>>;
  readonly versions: Readonly<Record<number, Signature>>;
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
  const entries = prompts.flatMap(({ prompt, latest, tags, versions }) => [
    `    ${JSON.stringify(prompt)}: {`,
    `      latest: ${printSignature(latest)};`,
    ...printTags(tags),
    `      versions: ${printVersions(versions)};`,
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

/** Versions that ask for the same stand together. */
function printVersions(versions: DeclaredPrompt['versions']): string {
  const bySignature = new Map<string, string[]>();
  for (const [number, signature] of Object.entries(versions)) {
    const printed = printSignature(signature);
    bySignature.set(printed, [...(bySignature.get(printed) ?? []), number]);
  }
  const parts = [...bySignature].map(
    ([printed, numbers]) => `Record<${numbers.join(' | ')}, ${printed}>`,
  );
  return parts.length === 0 ? '{}' : parts.join(' & ');
}

function printSignature({ type, variables }: Signature): string {
  const fields = variables.map(({ name, type: of, optional, nullable, description }) => {
    const mark = optional ? '?' : '';
    const none = nullable ? ' | null' : '';
    return `${comment(description)}${JSON.stringify(name)}${mark}: ${TYPES[of]}${none}`;
  });
  const values =
    fields.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${fields.join('; ')} }`;
  return `{ type: '${type}'; values: ${values} }`;
}

/** What an editor shows of a variable. A description that ends the comment would be code. */
function comment(description: string | undefined): string {
  const text = (description ?? '').replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  return text === '' ? '' : `/** ${text} */ `;
}
