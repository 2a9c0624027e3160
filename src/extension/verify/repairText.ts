import type { VerifyReport } from '../../registry/verifyReport';
import type { RepairAct } from '../../store/recordRepair';

/** What a repair did, as one sentence. */
export function repairText(
  acts: readonly RepairAct[],
  { records, problems }: VerifyReport,
): string {
  const left =
    problems.length === 0
      ? `all ${records} records are sound`
      : `${counted(problems.length, 'problem')} left, which only a person can decide or mend`;
  if (acts.length > 0) return `Repaired: ${whatWasDone(acts)}; ${left}.`;
  return problems.length === 0
    ? `There was nothing to repair: ${left}.`
    : `There was nothing that could be repaired; ${left}.`;
}

const DONE: Readonly<Record<RepairAct['act'], string>> = {
  restored: 'brought back',
  moved: 'moved into place',
  removed: 'removed as a copy',
};

function whatWasDone(acts: readonly RepairAct[]): string {
  const parts = (['restored', 'moved', 'removed'] as const).flatMap(act => {
    const count = acts.filter(item => item.act === act).length;
    return count === 0 ? [] : [`${counted(count, 'record')} ${DONE[act]}`];
  });
  return parts.join(', ');
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
