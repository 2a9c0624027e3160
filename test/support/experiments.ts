import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExperimentFiles } from '../../src/store/experimentFiles';
import type { ExperimentWorld } from '../../src/registry/experimenting';
import { answering, type Answering, type Script } from './answering';
import type { OpenedRegistry } from './openedRegistry';

/** A registry in which experiments can be run, with whoever answers. */
export interface Experimenting extends Answering {
  readonly experiments: ExperimentWorld;
  write(path: string, text: string): Promise<void>;
}

export function experimenting(opened: OpenedRegistry, script?: Script): Experimenting {
  const used = answering(opened, script);
  const sources = new ExperimentFiles(opened.root);
  return {
    ...used,
    experiments: { sources, answers: used.store, runs: used.runs, services: {} },
    write: async (path, text) => {
      const file = join(opened.root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
  };
}

/** A version of the prompt `a` that asks about a name; what it says first tells it from others. */
export function aboutName(word: string): { readonly prompt: string; readonly source: string } {
  return { prompt: 'a', source: `---\nmodel: loud/m\n---\n${word} {{name}}` };
}
