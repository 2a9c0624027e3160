import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { builtCli } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { gitIn } from '../support/git';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

interface Workflow {
  readonly jobs: {
    readonly prompts: {
      readonly steps: readonly { readonly name?: string; readonly run?: string }[];
    };
  };
}

const text = readFileSync(projectPath('media/docs/prompt-changes.yml'), 'utf8');
const { steps } = (parse(text) as Workflow).jobs.prompts;

/** Takes the place of GitHub's program: it keeps what it is told to post. */
const GH = '#!/bin/sh\necho "$*" >> gh.log\ncp prompt-changes.md posted.md\n';

describe('the workflow for pull requests', () => {
  const newFolder = temporaryFolders();

  it('comments what a branch changes, and checks it', async () => {
    const registry = await greetingRegistry(await newFolder());
    const { folder } = registry;
    const git = gitIn(folder);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Base');
    await git('checkout', '--quiet', '-b', 'branch');
    await registry.registry.commit({
      prompt: 'support/greeting',
      source: 'Welcome {{name}}.\n',
      message: 'Warmer',
    });
    await registry.documents.writeSample('support/greeting', 'first', '{"name":"Ada"}');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Branch');

    const bin = join(folder, 'bin');
    await mkdir(bin);
    const program = `#!/bin/sh\nexec "${process.execPath}" "${await builtCli()}" "$@"\n`;
    for (const [name, script] of [
      ['promptledger', program],
      ['gh', GH],
    ] as const) {
      await writeFile(join(bin, name), script);
      await chmod(join(bin, name), 0o755);
    }
    const env = {
      PATH: `${bin}:${process.env.PATH ?? ''}`,
      BASE: (await git('rev-parse', 'main')).trim(),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      NUMBER: '7',
    };
    // As GitHub runs a step: bash that ends with the first command that fails.
    const run = (script: string) =>
      execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
    const scripts = steps
      .flatMap(step => step.run ?? [])
      .filter(script => !script.startsWith('npm '));
    deepStrictEqual(scripts.length, 5);
    for (const script of scripts) run(script);

    const posted = await readFile(join(folder, 'posted.md'), 'utf8');
    match(posted, /^### `support\/greeting`\n\n\*\*.+\*\*\n\n- \*\*v3\*\*: Warmer \(Ada\)\n/);
    ok(posted.includes('+Welcome {{name}}.'), posted);
    match(await readFile(join(folder, 'gh.log'), 'utf8'), /^pr comment 7 --edit-last/);
    deepStrictEqual(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8'), posted);
  });

  it('takes nothing that a pull request says as part of a script', () => {
    for (const { run = '' } of steps) ok(!run.includes('${{'), run);
  });
});
