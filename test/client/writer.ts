/** Writes to a registry without a pause: `tsx writer.ts ROOT`. Each version holds its own number. */
import { openFiles } from '../../src/store/openFiles';
import { ada } from '../support/recordBuilder';

const PROMPT = 'support/greeting';

async function main(root: string): Promise<void> {
  const { registry } = openFiles(root, () => Promise.resolve(ada));
  for (let count = 1; ; count++) {
    await registry.commit({ prompt: 'shared/tone', source: `Tone ${count}.` });
    const source = `{{> shared/tone}} ${count}`;
    const { number } = await registry.commit({ prompt: PROMPT, source, tag: 'live' });
    await registry.promote({ prompt: PROMPT, environment: 'staging', version: String(number) });
    if (count === 1) process.stdout.write('begun\n');
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
