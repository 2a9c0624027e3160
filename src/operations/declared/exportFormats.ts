import { VERSION_FORMATS } from '../../interop/formatNames';

/** How much a format of an export takes: one version or any number, the whole registry, what a bundle can hold. */
export type ExportScope = 'one' | 'versions' | 'registry' | 'bundle' | 'nothing';

/** Every format that an export can have, in the order of the help. */
export const EXPORT_FORMATS = [
  ...VERSION_FORMATS,
  {
    name: 'bundle',
    summary: 'JSON for applications: parsed prompts and what they include',
    takes: 'bundle',
  },
  {
    name: 'python',
    summary: 'promptledger.py, which opens a bundle in Python; it holds no prompt',
    takes: 'nothing',
  },
  {
    name: 'sqlite',
    summary: 'the whole registry as a database, with the tables of "sql"',
    takes: 'registry',
  },
] as const satisfies readonly { name: string; summary: string; takes: ExportScope }[];

export type ExportFormatName = (typeof EXPORT_FORMATS)[number]['name'];
