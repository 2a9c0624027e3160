import axe, { type AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/**
 * What axe-core finds wrong with a page, one line for each element: the rule, the element and why.
 * What it cannot decide (text over pictures) is for a person to look at, and not among them.
 */
export async function violationsIn(page: FrameLocator): Promise<string[]> {
  const root = await page.locator('body').elementHandle();
  const frame = await root.ownerFrame();
  if (!frame) throw new Error('The page is gone.');
  await frame.evaluate(axe.source);
  const results = await frame.evaluate<AxeResults>('axe.run(document)');
  if (results.passes.length === 0) throw new Error('axe-core looked at nothing.');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}
