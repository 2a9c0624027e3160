/**
 * Where the character `count` of a JSON string stands. `start` is the offset behind its opening
 * quotation mark; the string is taken to be well formed.
 *
 *     offsetInJson('"a\\nb"', 1, 2) // 4
 */
export function offsetInJson(json: string, start: number, count: number): number {
  let offset = start;
  for (let read = 0; read < count && offset < json.length; read++) {
    if (json.charAt(offset) !== '\\') offset++;
    else offset += json.charAt(offset + 1) === 'u' ? 6 : 2;
  }
  return offset;
}
