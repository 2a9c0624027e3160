/** Whether two values are the same JSON, wherever the keys of their objects stand. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return Object.is(left, right);
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      key => Object.hasOwn(right, key) && isSameJson((left as Fields)[key], (right as Fields)[key]),
    )
  );
}

type Fields = Readonly<Record<string, unknown>>;
