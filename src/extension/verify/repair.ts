import * as vscode from 'vscode';
import { gitConflicts } from '../../store/gitConflicts';
import { repairRecords, type RepairAct } from '../../store/recordRepair';
import type { VerifyReport } from '../../registry/verifyReport';
import { inBackground, log } from '../shell/log';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command } from '../shell/command';
import { repairText } from './repairText';
import { tellInformation, tellWarning } from '../shell/shown';

const SHOW = 'Show Problems';

/**
 * Keeps the records of every side of a conflict, puts misplaced ones where they belong, brings back from
 * git what is damaged or missing, and verifies: what `verify --repair` does.
 */
export const repair: Command<'repair'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const options = {
    location: vscode.ProgressLocation.Window,
    title: 'Repairing the registry…',
  };
  const { report, repaired } = await vscode.window.withProgress(options, () =>
    repairSession(session, input.since),
  );
  for (const { message } of repaired) log.info(message);
  if (isInteractive) inBackground('Telling of a repair', tell(session, repaired, report));
  return { ...report, repaired };
};

interface Repaired {
  readonly report: VerifyReport;
  readonly repaired: readonly RepairAct[];
}

async function repairSession(
  session: RegistrySession,
  since: string | undefined,
): Promise<Repaired> {
  const repaired = await repairRecords(session.root.fsPath, since);
  const report = await session.registry.verify({ since });
  await session.lookAt([...repaired, ...report.problems].map(({ path }) => path));
  return { report, repaired };
}

async function tell(
  session: RegistrySession,
  repaired: readonly RepairAct[],
  report: VerifyReport,
): Promise<void> {
  const { sides } = await gitConflicts(session.root.fsPath);
  const staging =
    sides.length === 0 ? '' : ' To go on with the merge, stage the records in git (git add).';
  const message = `${repairText(repaired, report)}${staging}`;
  if (report.problems.length === 0) {
    await tellInformation(message);
    return;
  }
  if ((await tellWarning(message, SHOW)) === SHOW) {
    await vscode.commands.executeCommand('promptLedger.verify');
  }
}
