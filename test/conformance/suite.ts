/** One case of a format's reference suite. */
export interface ConformanceCase {
  readonly name: string;
  /** Throws unless the case passes, exactly as the reference has it. */
  readonly check: () => void;
}

/** What one format has to agree with. */
export interface ConformanceSuite {
  readonly format: string;
  readonly cases: readonly ConformanceCase[];
  /** Why a case is not meant to pass, by its name. One that passes all the same is a failure. */
  readonly exclusions: Readonly<Record<string, string>>;
}

export interface ConformanceResult {
  readonly passed: number;
  readonly total: number;
  /** Names of cases that are not meant to pass and do not, by reason. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
  /** What is wrong, one sentence each. */
  readonly failures: readonly string[];
}

export function runSuite({ cases, exclusions }: ConformanceSuite): ConformanceResult {
  const excluded = new Map<string, string[]>();
  const failures = Object.keys(exclusions)
    .filter(name => !cases.some(item => item.name === name))
    .map(name => `${name} is excluded and does not exist.`);
  let passed = 0;
  for (const item of cases) {
    const problem = problemOf(item);
    const reason = Object.hasOwn(exclusions, item.name) ? exclusions[item.name] : undefined;
    if (reason === undefined && problem === undefined) passed++;
    else if (reason === undefined) failures.push(`${item.name}: ${problem ?? ''}`);
    else if (problem === undefined) failures.push(`${item.name} passes and needs no exclusion.`);
    else excluded.set(reason, [...(excluded.get(reason) ?? []), item.name]);
  }
  return { passed, total: cases.length, excluded, failures };
}

function problemOf({ check }: ConformanceCase): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
