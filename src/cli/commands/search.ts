import type { SearchHit } from '../../index/queries';
import type { Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';

export const search: Run<{ readonly text: string }> = async (context, { text }) => {
  const { queries } = (await context.index()).index;
  const { hits, prompts } = queries.holding(text);
  return {
    value: prompts,
    text: style =>
      hits.length === 0
        ? `Nothing holds "${text}".\n`
        : printTable(hits.map(hit => row(hit, text, style))),
  };
};

function row({ prompt, where, text }: SearchHit, wanted: string, style: Style): string[] {
  if (where === 'name') return [style.bold(prompt), style.dim(where), ''];
  return [style.bold(prompt), style.dim(where), marked(text.trim(), wanted, style)];
}

/** The text with what was searched for standing out. */
function marked(text: string, wanted: string, style: Style): string {
  const at = text.toLowerCase().indexOf(wanted.toLowerCase());
  if (at < 0 || wanted === '') return text;
  const end = at + wanted.length;
  return `${text.slice(0, at)}${style.red(text.slice(at, end))}${text.slice(end)}`;
}
