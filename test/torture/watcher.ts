/**
 * A window beside those who write: `node watcher.js ROOT` looks at the disk again and again until SIGTERM,
 * then prints what it shows as one line of JSON.
 */
import { openRegistry } from '../support/openedRegistry';
import { shownBy } from './shown';

async function main(root: string): Promise<void> {
  const window = await openRegistry(root);
  const over = new AbortController();
  process.once('SIGTERM', () => {
    over.abort();
  });
  process.stdout.write('"open"\n');
  while (!over.signal.aborted) {
    await window.registry.refresh();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  await window.registry.refresh();
  process.stdout.write(`${JSON.stringify(await shownBy(window))}\n`);
  window.close();
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
