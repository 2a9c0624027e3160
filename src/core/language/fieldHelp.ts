/** A key of front matter, for a person who is about to write it. */
interface FieldHelp {
  readonly help: string;
  /** Its value is a mapping on lines of its own. */
  readonly opens: boolean;
}

/** The keys of front matter that have a meaning. */
export const FIELD_HELP: Readonly<Record<string, FieldHelp>> = {
  type: field('A text (default), or a chat of messages that begin with role lines.'),
  format: field('How variables are written: mustache (default), f-string, jinja2 or none.'),
  model: field('The model as "provider/name": openai/gpt-4o.'),
  parameters: field('What is sent to the model besides the text: temperature, max_tokens …', true),
  tools: field('The tools that the model may call, as its API takes them.'),
  tool_choice: field('Whether the model calls a tool, and which.'),
  response_format: field('The format of the answer: a word, or a JSON schema in a mapping.'),
  inputs: field('The variables: their types, defaults and descriptions.', true),
  metadata: field('Your own keys: owner, ticket, whatever you like.', true),
};

/** The keys of one of the `inputs`. */
export const INPUT_FIELD_HELP: Readonly<Record<string, FieldHelp>> = {
  type: field('What the value must be: string, number, integer, boolean, array, object or any.'),
  required: field('false: the value is null when nobody gives it. Otherwise it must be given.'),
  default: field('The value when nobody gives one.'),
  description: field('What the variable stands for, for those who give it.'),
  examples: field('Values that show what is meant.'),
};

/** Parameters that most models take; any other is sent just the same. */
export const PARAMETER_HELP: Readonly<Record<string, FieldHelp>> = {
  temperature: field('How much the answers vary: 0 for hardly at all.'),
  max_tokens: field('The longest answer, in tokens.'),
  top_p: field('Only the likeliest words that together have this probability.'),
  frequency_penalty: field('Above 0, words that were said often become less likely.'),
  presence_penalty: field('Above 0, words that were said at all become less likely.'),
  stop: field('Texts at which the answer ends.'),
  seed: field('The same number asks for the same answer.'),
};

/** The words that a key takes, and what each means. */
export const VALUE_HELP: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: {
    text: 'The body is one text.',
    chat: 'The body is messages; each begins with a line such as "user:".',
  },
  format: {
    mustache: '{{name}}, {{#section}} … {{/section}}, {{> shared/tone}}',
    'f-string': '{name}, as in Python: {price:.2f}',
    jinja2: '{{ name }}, {% if name %} … {% endif %}, {% for item in items %}',
    none: 'Nothing is filled in: the text is the prompt.',
  },
  tool_choice: {
    auto: 'The model decides.',
    none: 'No tool is called.',
    required: 'Some tool is called.',
  },
};

function field(help: string, opens = false): FieldHelp {
  return { help, opens };
}
