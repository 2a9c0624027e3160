import { spawn } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { builtCli } from '../support/cliProcess';
import { openRegistry } from '../support/openedRegistry';
import { answersOf } from './answers';
import { plantFile } from './hostileFiles';
import { EVIL, plantRecord } from './hostileRecords';
import { plantTemplate } from './hostileTemplates';
import type { Ordeal, Round } from './ordeal';
import type { Random } from './random';
import { makeRegistry } from './world';

const THINGS = 6;
/** Bombs are stopped within a second or two; a machine may be twenty times slower. */
const PATIENCE_MS = 60_000;
const PLANTS = { record: plantRecord, file: plantFile, template: plantTemplate };
const KINDS = ['record', 'file', 'template'] as const;
type Kind = (typeof KINDS)[number];

const LOOKS = ['list --json', 'status --json', 'verify --json', 'export --all -f json'];
const COMMANDS: readonly string[] = [
  ...LOOKS,
  `commit ${EVIL} -m m`,
  'commit --all -m m',
  `log ${EVIL}`,
  `show ${EVIL}`,
  `blame ${EVIL}`,
  `tags ${EVIL} --history`,
  `releases ${EVIL}`,
  `render ${EVIL} --sample s`,
  `render ${EVIL} --var x=1 --var y=2 --partial`,
  `tag ${EVIL} candidate`,
  `promote ${EVIL} staging --version ${EVIL}`,
  `samples ${EVIL}`,
  `diff --all staging production`,
  `merge ${EVIL}`,
  'list --search odd',
  'verify --repair',
  'types',
  'audit',
];

/**
 * A stranger's records, files and templates lie in a registry. Whatever they are, every command ends
 * with an answer or with a refusal, and what is asked of the other prompts is answered as before.
 */
export const hostile: Ordeal = {
  name: 'hostile',
  round: async round => {
    const begun = join(round.folder, 'begun', '.promptledger');
    await makeRegistry(begun, round.random);
    const sound = await answersOf(begun);
    for (let thing = 0; thing < THINGS; thing += 1) {
      const folder = join(round.folder, `thing-${thing}`);
      const root = join(folder, '.promptledger');
      await cp(begun, root, { recursive: true });
      const before = round.findings.size;
      await tryThing(round, { root, sound, kind: KINDS[thing % KINDS.length] ?? 'record' });
      if (round.findings.size === before) await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Trial {
  readonly root: string;
  readonly sound: ReadonlyMap<string, string>;
  readonly kind: Kind;
}

async function tryThing({ random, findings }: Round, { root, sound, kind }: Trial): Promise<void> {
  const what = await PLANTS[kind](root, random);
  findings.count(`hostile ${kind}s`);
  const judge = async (after: string): Promise<void> => {
    for (const [question, answer] of await answersOf(root)) {
      if (answer === sound.get(question)) continue;
      findings.found('unseen', `${question} is ${answer}, ${after}, with ${what} in ${root}`);
    }
  };
  await judge('at once');
  await lookAsWindow(findings, root, what);
  for (const line of commandsFor(kind, random)) {
    findings.count('commands on something hostile');
    for (const problem of await run(root, line)) {
      findings.found(problem.kind, `${line} ${problem.said}, with ${what} in ${root}`);
    }
  }
  await judge('after some commands');
}

/** A template does nothing until it is rendered. */
function commandsFor(kind: Kind, random: Random): readonly string[] {
  const [first, second] = [random.pick(LOOKS), random.pick(COMMANDS)];
  if (kind !== 'template') return [first, second];
  return [`commit ${EVIL} -m m`, `render ${EVIL} --sample s`, second];
}

async function lookAsWindow(
  findings: Round['findings'],
  root: string,
  what: string,
): Promise<void> {
  const opened = await openRegistry(root);
  try {
    await opened.registry.refresh();
    await opened.registry.verify();
  } catch (error) {
    findings.found('untrue', `a window cannot look at ${what} in ${root}: ${String(error)}`);
  } finally {
    opened.close();
  }
}

interface Problem {
  readonly kind: 'hung' | 'untrue';
  readonly said: string;
}

/** What is wrong with how a command ended. */
async function run(root: string, line: string): Promise<readonly Problem[]> {
  const program = await builtCli();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, '--registry', root, ...line.split(' ')], {
      cwd: join(root, '..'),
      env: { PATH: process.env.PATH, HOME: root, PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const said = Buffer.concat(chunks).toString('latin1');
      resolve(problemsOf(code, signal, said));
    });
  });
}

function problemsOf(code: number | null, signal: string | null, said: string): readonly Problem[] {
  if (signal === 'SIGKILL') return [{ kind: 'hung', said: 'did not end' }];
  const isBug = /This is a bug|Unhandled|\n {4}at .*:\d+:\d+|RangeError|TypeError/.test(said);
  const isOdd = code === null || code > 2 || isBug;
  if (isOdd)
    return [{ kind: 'untrue', said: `ended with ${code ?? signal}: ${said.slice(0, 400)}` }];
  // eslint-disable-next-line no-control-regex -- What must not reach a terminal.
  return /[\u001b\u0007]/.test(said) ? [{ kind: 'untrue', said: 'printed an escape code' }] : [];
}
