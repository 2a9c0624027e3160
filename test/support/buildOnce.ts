import { BUILT_CLI, builtCli } from './cliProcess';

/**
 * Builds the command line before mocha starts its workers: two of them that build it at once have each
 * other's processes read half of a file.
 */
export async function mochaGlobalSetup(): Promise<void> {
  process.env[BUILT_CLI] = await builtCli();
}
