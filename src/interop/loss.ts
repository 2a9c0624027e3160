/** What does not come out of an import or an export as it went in. */
export interface Loss {
  /**
   * Where it stands, by the keys of who has it: `tools[2].strict`, `messages[1].name`, `line 3, <user>`; in
   * the file of an import, in the document of an export.
   */
  readonly field: string;
  /** What becomes of it, as a sentence that can stand alone. */
  readonly message: string;
}

/** A loss. The one place that makes them, so that none is told without saying what it is of. */
export function lost(field: string, message: string): Loss {
  return { field, message };
}

/** A line that names the field as well, where its sentence does not. */
export function lineOfLoss({ field, message }: Loss): string {
  return field === '' || message.includes(field) ? message : `${field}: ${message}`;
}
