import { count, optional, text } from '../schema';

/** A prompt by its name. */
export const prompt = text('name of the prompt');
/** A version by a reference. */
export const ref = text('prompt, with @tag, @number or @id of a version; latest without');
export const tag = text('name of the tag');
export const environment = text('such as production');
export const sample = text('name of the sample');

/** How a time is written. */
export const TIME = '2026-05-03, 2026-05-03T14:00Z, "2 weeks ago"';

/** The ends of a span of time. */
export const span = {
  from: optional(text(`from this time on: ${TIME}`)),
  to: optional(text('until this time')),
};

/** A part of a list that can be long. */
export const page = {
  limit: optional(count('at most so many')),
  after: optional(text('only what follows the item with this id')),
};
