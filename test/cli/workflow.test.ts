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

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: {
    readonly prompts: { readonly permissions: object; readonly steps: readonly Step[] };
  };
}

const text = readFileSync(projectPath('media/docs/prompt-changes.yml'), 'utf8');
const workflow = parse(text) as Workflow;
const { steps } = workflow.jobs.prompts;

/** Takes the place of GitHub's program: it keeps one comment, and what it was asked. */
const GH = `#!/bin/sh
echo "$*" >> gh.log
case "$*" in
  *--jq*) [ -e posted.md ] && echo 17; exit 0 ;;
  *) cp prompt-changes.md posted.md ;;
esac
`;

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
      GITHUB_REPOSITORY: 'acme/shop',
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
    match(
      posted,
      /^<!-- prompt-ledger -->\n### `support\/greeting`\n\n\*\*.+\*\*\n\n- \*\*v3\*\*: Warmer \(Ada\)\n/,
    );
    ok(posted.includes('+Welcome {{name}}.'), posted);
    // Run again, it changes the comment that it made.
    for (const script of scripts.slice(0, 2)) run(script);
    const log = (await readFile(join(folder, 'gh.log'), 'utf8')).trim().split('\n');
    deepStrictEqual(
      log.filter(line => !line.includes('--jq')),
      [
        'api --silent repos/acme/shop/issues/7/comments -F body=@prompt-changes.md',
        'api --silent -X PATCH repos/acme/shop/issues/comments/17 -F body=@prompt-changes.md',
      ],
    );
    deepStrictEqual(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8'), posted.repeat(2));
  });

  it('uses actions that nobody can change under it, and asks for no right that it does not need', () => {
    for (const { uses } of steps) {
      if (uses !== undefined) match(uses, /^actions\/[a-z-]+@[0-9a-f]{40}$/);
    }
    deepStrictEqual(workflow.permissions, {});
    const rights = { contents: 'read', 'pull-requests': 'write' };
    deepStrictEqual(workflow.jobs.prompts.permissions, rights);
  });

  it('is safe for pull requests from forks: it has no rights there, and writes only elsewhere', () => {
    deepStrictEqual(Object.keys(workflow.on), ['pull_request']);
    const writing = steps.filter(({ run = '' }) => run.includes('gh '));
    deepStrictEqual(
      writing.map(step => step.if),
      ['github.event.pull_request.head.repo.full_name == github.repository'],
    );
  });

  it('takes nothing that a pull request says as part of a script', () => {
    for (const { run = '' } of steps) ok(!run.includes('${{'), run);
  });
});
