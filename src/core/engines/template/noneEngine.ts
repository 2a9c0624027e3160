import type { Template, TemplateEngine } from './template';

/** The text is the prompt: whatever looks like a variable is not one. */
export const noneEngine: TemplateEngine = {
  parse: (text): Template => ({
    problems: [],
    variables: [],
    includes: [],
    render: () => ({ text, missing: [], placeholders: [] }),
  }),
};
