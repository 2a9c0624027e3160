import { openWorkbenches } from './driver';

/** Hooks for the workers that drive windows: a failed test leaves pictures, a file leaves no window. */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await keepPictures(test);
  },
  async afterAll() {
    for (const workbench of openWorkbenches()) await workbench.close();
  },
};

/** What the windows show is worth more than a stack. */
async function keepPictures(test: Mocha.Test): Promise<void> {
  const name = test
    .fullTitle()
    .replace(/[^\w]+/g, '-')
    .slice(0, 100);
  for (const [index, workbench] of openWorkbenches().entries()) {
    const file = await workbench.screenshot(`failed-${name}-${index}`).catch(() => 'no picture');
    console.error(`Window ${index} when "${test.title}" failed: ${file}`);
  }
}
