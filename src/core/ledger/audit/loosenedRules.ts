import { experimentGateText } from '../environments/experimentGates';
import type { Environment } from '../environments/registryConfig';

/**
 * What today's environments allow that those of `then` forbade, a sentence each. Rules that became
 * stricter, and new environments, are nobody's loss.
 */
export function loosenedRules(
  then: readonly Environment[],
  now: readonly Environment[],
  since: string,
): readonly string[] {
  const today = new Map(now.map(item => [item.name, item]));
  return then.flatMap(before => {
    const after = today.get(before.name);
    const found = after === undefined ? removed(before) : lowered({ before, after, then, now });
    return found.map(
      what =>
        `${what} at ${since}. What is released is still judged by the rules of ${since}; whoever owns them merges their change by itself.`,
    );
  });
}

function removed({ name, ...rules }: Environment): readonly string[] {
  const asked = rules.approvals + rules.gates.length + rules.experiments.length;
  const hasRules = rules.protected || asked > 0;
  return hasRules ? [`The environment "${name}" is gone, and had rules`] : [];
}

interface Lowered {
  readonly before: Environment;
  readonly after: Environment;
  readonly then: readonly Environment[];
  readonly now: readonly Environment[];
}

function lowered(change: Lowered): readonly string[] {
  const { before, after } = change;
  const { name } = before;
  const gates = before.gates.filter(gate => !after.gates.includes(gate));
  const asked = new Set(after.experiments.map(experimentGateText));
  const experiments = before.experiments.map(experimentGateText).filter(gate => !asked.has(gate));
  return [
    ...(before.protected && !after.protected ? [`"${name}" is not protected, and was`] : []),
    ...(after.approvals < before.approvals
      ? [`"${name}" asks for ${after.approvals} approvals, and asked for ${before.approvals}`]
      : []),
    ...gates.map(gate => `"${name}" has no gate "${gate}", and had it`),
    ...experiments.map(
      gate => `"${name}" does not ask for the experiment "${gate}", and asked for it`,
    ),
    ...(before.protected && !comesThrough(change)
      ? [
          `"${name}" takes what ${sourceText(after.promoteFrom)} serves, and took what ${sourceText(before.promoteFrom)} served`,
        ]
      : []),
  ];
}

function sourceText(environment: string | undefined): string {
  return environment === undefined ? 'anything' : `"${environment}"`;
}

/**
 * Whether all that comes in now came through the source of before: another environment between the
 * two is stricter, unless it takes anything while the source is protected.
 */
function comesThrough({ before, after, then, now }: Lowered): boolean {
  const source = before.promoteFrom;
  if (source === undefined) return true;
  const isSourceProtected = then.some(item => item.name === source && item.protected);
  const seen = new Set<string>();
  for (let at = after.promoteFrom; at !== source;) {
    const between = now.find(item => item.name === at);
    const isOpen = isSourceProtected && between?.protected !== true;
    if (between === undefined || isOpen || seen.has(between.name)) return false;
    seen.add(between.name);
    at = between.promoteFrom;
  }
  return true;
}
