type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isMapping: Check = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber: Check = value => Number.isSafeInteger(value) && Number(value) > 0;
const orNull =
  (check: Check): Check =>
  value =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);
const mapOf =
  (check: Check): Check =>
  value =>
    isMapping(value) && Object.values(value as object).every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    isMapping(value) &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Readonly<Record<string, unknown>>)[name]),
    );
const oneOf =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value);

const isBody: Check = value =>
  shape({ type: oneOf('text'), text: isText })(value) ||
  shape({ type: oneOf('chat'), messages: listOf(isMapping) })(value);

const PARTS: Readonly<Record<string, Check>> = {
  prompts: mapOf(
    shape({
      latest: orNull(isText),
      tags: mapOf(isText),
      versions: listOf(isText),
      ambiguous: optional(mapOf(listOf(isText))),
    }),
  ),
  aliases: mapOf(isText),
  versions: mapOf(
    shape({
      prompt: isText,
      number: isNumber,
      at: isText,
      includes: mapOf(isText),
      format: oneOf('mustache', 'f-string', 'jinja2', 'none'),
      frontMatter: isMapping,
      body: isBody,
      places: shape({ templates: listOf(isMapping), messages: listOf(isMapping) }),
    }),
  ),
};

/** The part of a bundle that is missing or not of the right form, or `undefined`. */
export function brokenPart(bundle: Readonly<Record<string, unknown>>): string | undefined {
  return Object.entries(PARTS).find(([name, check]) => !check(bundle[name]))?.[0];
}
