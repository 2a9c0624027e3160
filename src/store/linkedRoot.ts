import { LedgerError } from '../core/base/errors';

/** What is wrong with a link in the place of a file. */
export const LINK_MESSAGE = 'It is a symbolic link, which a registry may not hold.';

/** The error for a registry's folder that is a link: a clone may bring one, to anywhere. */
export function linkedRoot(path: string): LedgerError {
  return new LedgerError(
    'invalid-registry',
    { path },
    `${path} is a link, and the folder of a registry may not be one: it can lead out of the folder that it came with. Name the folder itself, or remove the link.`,
  );
}
