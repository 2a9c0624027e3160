import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeExampleWorkspace } from './exampleWorkspace';
import { projectRoot } from './projectPaths';

/** `tsx test/host/makeExample.ts`: a fresh copy of the example workspace in `out/example`, to debug with. */
async function main(): Promise<void> {
  const folder = path.join(projectRoot, 'out', 'example', 'workspace');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await makeExampleWorkspace(folder);
  console.log(folder);
}

void main();
