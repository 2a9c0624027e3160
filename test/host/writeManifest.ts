import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contributes } from '../../src/extension/manifest';
import { projectRoot } from './projectPaths';

// `npm run manifest`: what the rooms of the extension say goes into package.json.
const file = path.join(projectRoot, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
writeFileSync(file, `${JSON.stringify({ ...manifest, contributes: contributes() }, null, 2)}\n`);
