import fc from 'fast-check';
import type { GraphVersion } from '../../../../src/core/compare/graph/order';

/** Random graphs without circles: branches, merges of up to three, several roots, missing parents. */
export const graphs: fc.Arbitrary<readonly GraphVersion[]> = fc
  .array(
    fc.record({
      back: fc.array(fc.nat(6), { maxLength: 3 }),
      at: fc.nat(5),
      isLost: fc.nat(12).map(pick => pick === 0),
    }),
    { maxLength: 25 },
  )
  .map(items =>
    items.map(({ back, at, isLost }, index) => ({
      id: `v${index}`,
      at: String(at),
      parents: [
        ...back.filter(step => step < index).map(step => `v${index - 1 - step}`),
        ...(isLost ? ['gone'] : []),
      ],
    })),
  );
