// @ts-check
/**
 * Builds each protocol with its SDK as a file of its own, which is loaded with the first question: who asks
 * nothing reads none of them.
 */
const { dirname, join } = require('node:path');

const PARTS = ['openai', 'anthropic', 'google'];

/**
 * Leaves the parts out of what loads them, which finds them in a folder beside it.
 * @type {import('esbuild').Plugin}
 */
const providersOnDemand = {
  name: 'providers-on-demand',
  setup(build) {
    const filter = new RegExp(`^\\./(?:${PARTS.join('|')})$`);
    build.onResolve({ filter }, ({ path, importer, kind }) => {
      if (kind !== 'dynamic-import' || dirname(importer) !== __dirname) return undefined;
      return { path: `./providers/${path.slice(2)}.js`, external: true };
    });
  },
};

/**
 * Anthropic's SDK checks with this package what a server calls back with. Nobody calls here, and its package
 * has no text of its licence.
 * @type {import('esbuild').Plugin}
 */
const withoutWebhooks = {
  name: 'without-webhooks',
  setup(build) {
    build.onResolve({ filter: /^standardwebhooks$/ }, ({ path }) => ({
      path,
      namespace: 'nobody',
    }));
    build.onLoad({ filter: /.*/, namespace: 'nobody' }, () => ({
      contents: 'export class Webhook {}',
    }));
  },
};

/**
 * What builds the parts.
 * @param {import('esbuild').BuildOptions} common
 * @param {string} outdir the folder of what loads them
 * @returns {import('esbuild').BuildOptions}
 */
function providerParts(common, outdir) {
  return {
    ...common,
    plugins: [withoutWebhooks],
    entryPoints: Object.fromEntries(PARTS.map(part => [part, join(__dirname, `${part}.ts`)])),
    outdir: join(outdir, 'providers'),
    platform: 'node',
    format: 'cjs',
    // For whoever opens an issue with a trace of them there are the SDKs' own sources.
    sourcemap: false,
  };
}

module.exports = { providerParts, providersOnDemand, withoutWebhooks };
