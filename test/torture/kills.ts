import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/cliProcess';
import { newRegistry, openRegistry } from '../support/openedRegistry';
import { PROMPTS } from './acts';
import type { Ordeal, Round } from './ordeal';
import { start } from './processes';
import { shownAnew, shownBy } from './shown';

const KILLS = 6;
/** From its first act to some dozen more. */
const LIFE_MS = 400;

/**
 * A process that works is killed at random moments. What it had acknowledged is there, no file is there
 * in part, and the next to look finds a registry in which everything can be done.
 */
export const kills: Ordeal = {
  name: 'kills',
  round: async round => {
    const root = join(round.folder, '.promptledger');
    const begun = await newRegistry(root);
    for (const prompt of PROMPTS) await begun.registry.commit({ prompt, source: `${prompt}\n` });
    begun.close();
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await liveAndDie(round, root, acknowledged);
      await lookAfterwards(round, root, acknowledged);
    }
  },
};

async function liveAndDie(
  { random, findings }: Round,
  root: string,
  acknowledged: Set<string>,
): Promise<void> {
  const writer = await start('writer', [root, String(random.below(2 ** 31)), 'Mortal']);
  await Promise.race([writer.begun, writer.ended]);
  await new Promise(resolve => setTimeout(resolve, random.below(LIFE_MS)));
  writer.process.kill('SIGKILL');
  const said = await writer.ended;
  if (said !== '') findings.found('untrue', said);
  for (const line of writer.lines().filter(line => !line.startsWith('refused'))) {
    if (line.startsWith('untrue')) findings.found('untrue', `refused, and written: ${line}`);
    else {
      acknowledged.add(line);
      findings.count('records before a kill');
    }
  }
  findings.count('kills at a random moment');
}

/** What is left after a process that ended at any instruction. */
export async function lookAfterwards(
  { findings }: Round,
  root: string,
  acknowledged: ReadonlySet<string>,
): Promise<void> {
  for (const path of acknowledged) {
    if (!existsSync(join(root, 'records', path))) findings.found('lost', `${root}: ${path}`);
  }
  const opened = await openRegistry(root);
  await opened.registry.refresh();
  for (const folder of (await opened.records.list()).keys()) {
    const { problems } = await opened.records.read(folder);
    for (const { path, message } of problems) findings.found('torn', `${root}/${path}: ${message}`);
  }
  const shown = await shownBy(opened);
  opened.close();
  if (shown !== (await shownAnew(root))) findings.found('disagreeing', `${root} after a kill`);
  await checkDocuments({ findings }, root);
}

/** The documents of prompts lie where their names say, once somebody has looked. */
async function checkDocuments({ findings }: Pick<Round, 'findings'>, root: string): Promise<void> {
  const { stdout, stderr, code } = await runCli(root, ['--registry', root, 'status', '--json']);
  if (code !== 0) {
    findings.found('untrue', `status in ${root}: ${stderr}`);
    return;
  }
  const status = JSON.parse(stdout) as readonly { prompt: string; state: string }[];
  for (const { prompt, state } of status.filter(item => item.state === 'missing')) {
    findings.found('lost', `the working document of ${prompt} in ${root} (${state})`);
  }
}
