import {
  badField,
  isCount,
  isMap,
  isText,
  listOf,
  mapOf,
  oneOf,
  optional,
  orNull,
  shape,
  type Check,
} from '../../base/shape';

const isBody: Check = value =>
  shape({ type: oneOf('text'), text: isText })(value) ||
  shape({ type: oneOf('chat'), messages: listOf(isMap) })(value);

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
      number: isCount,
      at: isText,
      includes: mapOf(isText),
      format: oneOf('mustache', 'f-string', 'jinja2', 'none'),
      frontMatter: isMap,
      body: isBody,
      places: shape({ templates: listOf(isMap), messages: listOf(isMap) }),
    }),
  ),
};

/** The part of a bundle that is missing or not of the right form, or `undefined`. */
export function brokenPart(bundle: Readonly<Record<string, unknown>>): string | undefined {
  return badField(PARTS, bundle);
}
