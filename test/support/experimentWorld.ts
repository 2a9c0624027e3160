import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExperimentWorld } from '../../src/registry/experimenting';
import { ExperimentFiles } from '../../src/store/experimentFiles';
import { answering, type Answering, type Script } from './answering';
import type { OpenedRegistry } from './openedRegistry';

/** What experiments need, over the files of a registry, with a model that answers as a script says. */
export interface TriedRegistry extends Answering {
  readonly experiments: ExperimentWorld;
  /** Writes a file of the registry: `experiments/geo.yaml`. */
  readonly write: (path: string, text: string) => Promise<void>;
}

export function experimentWorld(opened: OpenedRegistry, script?: Script): TriedRegistry {
  const answers = answering(opened, script);
  return {
    ...answers,
    experiments: {
      sources: new ExperimentFiles(opened.root),
      answers: answers.store,
      runs: answers.runs,
      services: {},
    },
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
