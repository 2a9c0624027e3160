/** The first `limit` characters of a text: how many UTF-16 units they take, and how many there are. */
export function measureCharacters(
  text: string,
  limit = Infinity,
): { readonly units: number; readonly characters: number } {
  let units = 0;
  let characters = 0;
  while (characters < limit && units < text.length) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
    characters++;
  }
  return { units, characters };
}
