import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Shell } from '../../src/cli/completionScripts';
import { runCli } from '../support/cliProcess';
import { cliOnPath } from '../support/cliOnPath';
import { greetingRegistry } from '../support/cliRegistry';
import { someOf } from '../support/longForm';

/** Presses the tab key after a line in a real shell, and tells what it offers. */
type Press = (
  folder: string,
  line: string,
  env: Readonly<Record<string, string>>,
) => Promise<string[]>;

const run = promisify(execFile);

/** Bash has no way to ask: this is what its line editor does when the key is pressed. */
const inBash: Press = async (cwd, line, env) => {
  const script =
    '. ./complete; COMP_LINE=$1; COMP_POINT=${#1}; _promptledger; printf "%s\\n" "${COMPREPLY[@]}"';
  const args = ['--norc', '-c', script, '-', line];
  return linesOf((await run('bash', args, { cwd, env })).stdout);
};

const inFish: Press = async (cwd, line, env) => {
  const args = ['--no-config', '-c', 'source ./complete; complete -C $argv[1]', line];
  const { stdout } = await run('fish', args, { cwd, env });
  return linesOf(stdout).map(item => item.split('\t')[0] ?? '');
};

/** Keeps what the completion system adds as an answer. */
const KEEP_ZSH = `
compadd() {
  if [[ "\${@[1,(i)(-|--)]}" == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  local -a kept; builtin compadd -A kept "$@"; print -rl -- $kept >> offered
  builtin compadd "$@"
}
`;
/** A zsh with a terminal of its own, in which the line is typed. */
const TYPE_IN_ZSH = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'autoload -Uz compinit && compinit -u -d ./dump; . ./complete; . ./keep; : > ready'
repeat 100; do [[ -e ready ]] && break; sleep 0.05; done
zpty -w -n shell "$1"$'\\t'
repeat 60; do [[ -s offered ]] && break; sleep 0.05; done
sleep 0.1
zpty -d shell
`;
const inZsh: Press = async (cwd, line, env) => {
  await writeFile(join(cwd, 'keep'), KEEP_ZSH);
  await writeFile(join(cwd, 'type'), TYPE_IN_ZSH);
  await rm(join(cwd, 'ready'), { force: true });
  await run('zsh', ['-f', './type', line], { cwd, env });
  const file = join(cwd, 'offered');
  return existsSync(file) ? [...new Set(linesOf(await readFile(file, 'utf8')))] : [];
};

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line !== '');
}

const SHELLS: Readonly<Record<Shell, Press>> = { bash: inBash, fish: inFish, zsh: inZsh };

describe('the tab key', () => {
  async function prepared(shell: Shell): Promise<string> {
    const { folder, registry, documents } = await greetingRegistry(
      await mkdtemp(join(tmpdir(), 'prompt-ledger-tab-')),
    );
    await registry.tag({ ref: 'support/greeting@1', tag: 'pilot', description: 'A try: two' });
    await documents.writeSample('support/greeting', 'first', '{}');
    const { stdout } = await runCli(folder, ['completion', shell]);
    await writeFile(join(folder, 'complete'), stdout);
    return folder;
  }

  for (const [shell, press] of Object.entries(SHELLS) as [Shell, Press][]) {
    const isHere = spawnSync(shell, ['--version']).status === 0;
    const rows: readonly (readonly [line: string, offered: string[]])[] = [
      ['promptledger deplo', ['deployments']],
      ['promptledger show sup', ['support/greeting']],
      [
        'promptledger show support/greeting@pi',
        [shell === 'bash' ? 'pilot' : 'support/greeting@pilot'],
      ],
      ['promptledger tag support/greeting pil', ['pilot']],
      ['promptledger promote support/greeting prod', ['production']],
      ['promptledger environments r', ['remove']],
      ['promptledger samples show support/greeting f', ['first']],
      ['promptledger log --gr', ['--graph']],
      ['promptledger --json export --format sq', ['sqlite']],
    ];
    (isHere ? describe : describe.skip)(`in ${shell}`, () => {
      let folder = '';
      before(async () => {
        folder = await prepared(shell);
      });
      afterEach(() => rm(join(folder, 'offered'), { force: true }));
      after(() => rm(folder, { recursive: true, force: true }));

      for (const [line, offered] of someOf(rows, 4)) {
        it(`after "${line}" offers ${offered.join(', ')}`, async () => {
          deepStrictEqual(await press(folder, line, await cliOnPath(folder)), offered);
        });
      }

      it('runs nothing that was typed', async () => {
        await press(folder, 'promptledger show $(touch${IFS}evil) ', await cliOnPath(folder));
        ok(!existsSync(join(folder, 'evil')));
      });

      it('offers a label that holds a command as a text', async () => {
        await runCli(folder, ['describe', 'support/greeting', '-l', '$(touch evil)']);
        const offered = await press(folder, 'promptledger list --label ', await cliOnPath(folder));
        // Fish quotes what it puts on the line when it does so.
        const text = shell === 'fish' ? '$(touch evil)' : '\\$\\(touch\\ evil\\)';
        deepStrictEqual(offered, [text]);
      });
    });
  }
});
