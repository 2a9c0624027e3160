import { html, nothing, type TemplateResult } from 'lit-html';
import type { DiffView, FrontMatterRow } from '../../core/compare/sharing/view';
import { remark } from './content';

const KIND_WORDS: Record<FrontMatterRow['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  moved: 'Moved',
};

/**
 * The values of the front matter that differ, one row each; absent when none do. The roles are said,
 * for a narrow page lays the table out as blocks.
 */
export function renderFrontMatter(view: DiffView): TemplateResult | typeof nothing {
  if (view.frontMatter.length === 0) {
    if (!view.isFrontMatterRewritten) return nothing;
    return remark('The front matter has the same values on both sides; it is written differently.');
  }
  const head = ['Setting', 'Change', 'Left', 'Right'].map(
    title => html`<th scope="col" role="columnheader">${title}</th>`,
  );
  return html`<section class="front-matter" data-stop="frontMatter" tabindex="-1">
    <h2 id="front-matter-title">Front matter</h2>
    <table role="table" aria-labelledby="front-matter-title">
      <thead role="rowgroup"><tr role="row">${head}</tr></thead>
      <tbody role="rowgroup">${view.frontMatter.map(renderRow)}</tbody>
    </table>
  </section>`;
}

/** White space counts in the path and in the values. */
function renderRow({ path, kind, left, right }: FrontMatterRow): TemplateResult {
  const was = left === undefined ? nothing : html`<del>${left}</del>`;
  const is = right === undefined ? nothing : html`<ins>${right}</ins>`;
  return html`<tr role="row" class=${kind}>
    <th scope="row" role="rowheader" class="path">${breakable(path)}</th>
    <td role="cell" class="kind">${KIND_WORDS[kind]}</td>
    <td role="cell" class="value ${left === undefined ? 'absent' : ''}">${was}</td>
    <td role="cell" class="value ${right === undefined ? 'absent' : ''}">${is}</td>
  </tr>`;
}

/** May break after each part, so that a long path stays readable in a narrow column. */
function breakable(path: string): readonly TemplateResult[] {
  return path.split(/(?<=[.\]_])/).map(part => html`${part}<wbr />`);
}
