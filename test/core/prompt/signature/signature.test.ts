import { deepStrictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { signatureOf } from '../../../../src/core/prompt/signature/signature';

function variablesOf(source: string, include?: (reference: string) => string): unknown {
  return signatureOf(requireDocument(source), include).variables.map(
    ({ name, type, optional, nullable }) =>
      `${name}${optional ? '?' : ''}: ${type}${nullable ? ' | null' : ''}`,
  );
}

describe('the signature of a prompt', () => {
  it('has what is declared, with its type, and what is only used', () => {
    const source = `---
inputs:
  b: { type: integer }
  c: { type: string, default: x }
  d: { type: object, required: false }
---
{{a}} {{b}} {{e.f}}`;
    deepStrictEqual(variablesOf(source), [
      'a: any',
      'b: integer',
      'c?: string',
      'd?: object | null',
      'e: any',
    ]);
  });

  it('asks for no condition, and for nothing that an item of a list may hold', () => {
    deepStrictEqual(variablesOf('{{#list}}{{name}}{{.}}{{/list}}{{^shown}}x{{/shown}}'), [
      'list?: any',
      'name?: any',
      'shown?: any',
    ]);
  });

  it('knows histories', () => {
    const chat =
      '---\ntype: chat\ninputs: { m: { type: array, required: false } }\n---\n@history: m\n';
    deepStrictEqual(variablesOf(chat), ['m?: history | null']);
    deepStrictEqual(variablesOf('---\ntype: chat\n---\n@history: m\n'), ['m: history']);
  });

  it('has what included prompts ask for', () => {
    deepStrictEqual(
      variablesOf('{{> tone}}', () => 'Be {{mood}}'),
      ['mood: any'],
    );
  });
});
