import fc from 'fast-check';

/** Runs a property with a fixed seed: what fails once fails again. */
export function holdsFor<T>(
  values: fc.Arbitrary<T>,
  numRuns: number,
  check: (value: T) => void,
): void {
  fc.assert(fc.property(values, check), { seed: 42, numRuns });
}
