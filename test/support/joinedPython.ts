import { createRequire } from 'node:module';
import { projectPath } from './sourceFiles';

interface PythonBuild {
  /** The text of `promptledger.py`. */
  joinPython(): string;
  /** Writes the wheel and the single file into a folder; resolves to the path of the wheel. */
  buildPython(folder: string): Promise<string>;
}

const load = createRequire(__filename);

/** What builds the package for Python: plain JavaScript, for it runs before anything is compiled. */
export const pythonBuild: PythonBuild = {
  ...(load(projectPath('src/python/join.js')) as Pick<PythonBuild, 'joinPython'>),
  ...(load(projectPath('src/python/wheel.js')) as Pick<PythonBuild, 'buildPython'>),
};
