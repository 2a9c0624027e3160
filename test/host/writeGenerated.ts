import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { experimentSchema } from '../../src/core/evaluation/experimentSchema';
import { contributes } from '../../src/extension/manifest';
import { projectRoot } from './projectPaths';
import { referencePages } from './referencePages';

// `npm run generate`: what the code declares goes into package.json, the schema of experiments and the
// pages of reference.
const file = path.join(projectRoot, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
writeFileSync(file, `${JSON.stringify({ ...manifest, contributes: contributes() }, null, 2)}\n`);
for (const [name, text] of Object.entries(referencePages())) {
  writeFileSync(path.join(projectRoot, name), text);
}
writeFileSync(
  path.join(projectRoot, 'media/schemas/experiment.schema.json'),
  `${JSON.stringify(experimentSchema(), null, 2)}\n`,
);
