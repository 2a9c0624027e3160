import * as vscode from 'vscode';
import type { VerifyProblem, VerifyReport } from '../../registry/verifyReport';
import { log } from '../shell/log';
import type { RegistrySession } from '../shell/session';
import { type Command } from '../shell/command';
import { requireTrust } from '../shell/trust';
import { pick, type Choice } from '../shell/wizard';
import { repair } from './repair';
import { tellInformation, tellWarning } from '../shell/shown';

/** The choice that repairs instead of showing a file. */
const REPAIR = Symbol('repair');

/** Checks every record and says what is wrong; a person chooses a problem to see its file. */
export const verify: Command<'verify'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  const { since } = input;
  // Git is asked, and runs what the configuration of the folder says.
  if (since !== undefined) requireTrust();
  if (!isInteractive) return verified(session, since);
  const location = { viewId: 'promptLedger.prompts' };
  const report = await vscode.window.withProgress({ location }, () => verified(session, since));
  const { records, problems } = report;
  for (const { path, code, message } of problems) log.warn(`${path}: [${code}] ${message}`);
  if (problems.length === 0) {
    void tellInformation(`All ${records} records are sound.`);
    return report;
  }
  const chosen = await askProblem(report);
  if (chosen === REPAIR) return repair(context, { input: {}, isInteractive });
  if (chosen !== undefined) await showFile(session, chosen);
  return report;
};

/** What was found damaged is marked in the views as well. */
async function verified(
  session: RegistrySession,
  since: string | undefined,
): Promise<VerifyReport> {
  const report = await session.registry.verify({ since });
  await session.lookAt(report.problems.map(({ path }) => path));
  return report;
}

async function askProblem({
  records,
  problems,
}: VerifyReport): Promise<VerifyProblem | typeof REPAIR | undefined> {
  const title = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const items: Choice<VerifyProblem | typeof REPAIR>[] = problems.map(problemChoice);
  if (vscode.workspace.isTrusted && problems.some(isOfFile)) items.unshift(REPAIR_CHOICE);
  const place = { title: `${title} in ${records} records`, step: 1, totalSteps: 1 };
  const chosen = await pick({ ...place, placeholder: 'Choose one to see its file', items });
  return typeof chosen === 'object' || chosen === REPAIR ? chosen : undefined;
}

const REPAIR_CHOICE: Choice<typeof REPAIR> = {
  label: 'Repair Registry',
  detail: 'Keeps every record of both sides of a conflict, and brings back from git what it has.',
  iconPath: new vscode.ThemeIcon('tools'),
  value: REPAIR,
};

/** Whether it is about a file, which may be brought back, and not about what people did. */
function isOfFile({ code }: VerifyProblem): boolean {
  return code === 'record-corrupt' || code === 'version-not-found' || code === 'io';
}

function problemChoice(problem: VerifyProblem): Choice<VerifyProblem> {
  const { path, code, message } = problem;
  // A record is called by its prompt: the rest of its path says nothing to a person.
  const prompt = path.startsWith('records/') ? path.split('/').slice(1, -1).join('/') : path;
  const icon = code === 'reference-ambiguous' ? 'git-branch' : 'warning';
  return {
    label: prompt,
    description: code,
    detail: message,
    iconPath: new vscode.ThemeIcon(icon),
    value: problem,
  };
}

/** Opens the file of a problem; says what became of one that cannot be shown. */
async function showFile({ root }: RegistrySession, problem: VerifyProblem): Promise<void> {
  const { path, message } = problem;
  const uri = vscode.Uri.joinPath(root, path);
  try {
    await vscode.window.showTextDocument(uri);
  } catch {
    // It is gone, or no file: what is wrong with it is all that there is to see.
    await tellWarning(`${path} cannot be shown as a text. ${message}`);
  }
}
