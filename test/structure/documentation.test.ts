import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { projectPath } from '../support/sourceFiles';

const page = readFileSync(projectPath('media/docs/prompt-documents.md'), 'utf8');

/** The blocks of code that are marked with a language, or with none. */
function blocksOf(language: string): string[] {
  return [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(match => match[1] === language)
    .map(match => match[2]!);
}

describe('the page on prompt documents', () => {
  const examples = blocksOf('').map(block =>
    block.startsWith('---') ? block : `---\ntype: chat\n---\n${block}`,
  );

  it('shows documents that can be read', () => {
    ok(examples.length > 2);
    for (const example of examples) requireDocument(example);
  });

  it('shows what its chat renders to', () => {
    const chat = examples.find(example => example.includes('@image[detail=low]'))!;
    const values = {
      messages: [],
      photo_url: 'https://…/tent.jpg',
      receipt_url: 'https://…/1.pdf',
      order: 'A-7',
      order_status: 'Shipped',
    };
    const [expected = ''] = blocksOf('json');
    deepStrictEqual(renderDocument(requireDocument(chat), values).output, JSON.parse(expected));
  });
});
