/** Files of experiments, and what is wrong with those that are none: the place and a part of the sentence. */
export const GOOD: readonly string[] = [
  'prompt: support/greeting',
  'prompts: [a, b]\nmodels: openai/gpt-5-mini\n',
  `description: How polite the greeting is
prompt: support/greeting
dataset: support/questions
models:
  - openai/gpt-5-mini
  - anthropic/claude
parameters: { temperature: 0, seed: 12345678901234567890 }
repeat: 3
checks:
  - type: not-contains
    value: sorry
  - type: llm-rubric
    value: Is polite
    weight: 2
    metric: tone
    prompt: judges/tone@production
rows:
  - values: { query: Hi }
    expected: Hello
  - row: 0123456789abcdef0123456789abcdef
    checks: [{ type: latency, threshold: 2000 }]
    threshold: 0.5
require: { passRate: 0.9, meanScore: 0.8, p95Ms: 3000, costPerRow: 0.01 }
keep: failed
`,
  'prompt: a\nrows:\n  - sample: first\n    checks: []\n',
  'prompt: a\nmodels:\nchecks:\nrequire:\n',
];

type Place = `${number}:${number}`;

export const BAD: readonly (readonly [text: string, place: Place, sentence: RegExp])[] = [
  ['', '1:1', /is a mapping/],
  ['- a', '1:1', /is a mapping/],
  ['prompt: [', '1:10', /./],
  ['models: a', '1:1', /Say which "prompt" is tried/],
  ['prompt: a\nmodel: b', '2:1', /"model" has no meaning here. Did you mean "models"/],
  ['prompt: a\nprompts: b', '2:10', /mean the same/],
  ['prompt: "Not a name"', '1:9', /./],
  ['prompts: [a, "B!"]', '1:14', /./],
  ['prompt: a\ndataset: ../secret', '2:10', /under datasets/],
  ['prompt: a\ndataset: [a]', '2:10', /is a text/],
  ['prompt: a\nmodels: [a, a]', '2:9', /there twice/],
  ['prompt: a\nmodels: [1]', '2:9', /list of texts/],
  ['prompt: a\nparameters: [1]', '2:13', /a mapping/],
  ['prompt: a\nrepeat: 0', '2:9', /from 1 to 100/],
  ['prompt: a\nrepeat: 1.5', '2:9', /from 1 to 100/],
  ['prompt: a\nkeep: some', '2:7', /one of all, failed, none/],
  ['prompt: a\nchecks: contains', '2:9', /are a list/],
  ['prompt: a\nchecks:\n  - type: contain\n    value: a', '3:11', /Did you mean "contains"/],
  ['prompt: a\nchecks:\n  - type: contains', '3:5', /needs a "value"/],
  ['prompt: a\nchecks:\n  - type: is-json\n    treshold: 1', '4:5', /Did you mean "threshold"/],
  ['prompt: a\nrequire:\n  passrate: 1', '3:3', /Did you mean "passRate"/],
  ['prompt: a\nrequire: { passRate: 90 }', '2:22', /from 0 to 1/],
  ['prompt: a\nrequire: { p95Ms: -1 }', '2:19', /not below 0/],
  ['prompt: a\nrows: x', '2:7', /is a list/],
  ['prompt: a\nrows:\n  - x', '3:5', /names a "sample"/],
  ['prompt: a\nrows:\n  - expected: x', '3:5', /either a "sample"/],
  ['prompt: a\nrows:\n  - { sample: x, values: {} }', '3:5', /either a "sample"/],
  ['prompt: a\nrows:\n  - row: abc', '3:10', /32 hex digits/],
  ['prompt: a\nrows:\n  - sample: x\n    check: []', '4:5', /Did you mean "checks"/],
  ['prompt: a\ndataset: b\nrows:\n  - sample: x', '4:3', /whose rows have no sample/],
];
