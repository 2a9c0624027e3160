/** Where prompts hold a text: its name first, then what is said of it, then what it says. */
export const SEARCH = `
  WITH hits (rank, prompt, place, version, found) AS (
    SELECT 0, name, 'name', NULL, name FROM prompt_states
    UNION ALL SELECT 1, name, 'description', NULL, description FROM prompts
    UNION ALL SELECT 2, p.name, 'label', NULL, l.label
      FROM labels l JOIN prompts p ON p.folder = l.folder
    UNION ALL SELECT 3, p.name, 'source', s.version, s.source
      FROM prompts p JOIN sources s ON s.version = p.latest
    UNION ALL SELECT 4, p.name, 'message', v.id, v.message
      FROM versions v JOIN prompts p ON p.folder = v.folder
  )
  SELECT prompt, place, version, found FROM hits
  WHERE instr(lower(found), lower($wanted)) > 0
  ORDER BY rank, prompt, version LIMIT $limit`;
