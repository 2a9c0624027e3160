/** An application in TypeScript that uses all that the types must know, and the mistakes that they must find. */
export const TYPED = `
import { openRegistry, type AnyPromptName, type Prompt } from 'promptledger';
import { openBundle } from 'promptledger/bundle';
import { fstring } from 'promptledger/fstring';
import { jinja2 } from 'promptledger/jinja2';
import { toAnthropic, toGemini, toOpenAI, toVercelAI } from 'promptledger/providers';
const registry = openRegistry('.promptledger', { maxAge: 100 });
const prompt = registry.get('support/greeting', { tag: 'staging' });
const text: string = prompt.render({ name: 'Ada' }).text;
prompt.render({}, { partial: true });
prompt.render({ name: 'Ada' }, { partial: undefined });
const { model, messages } = prompt.toOpenAI({ name: text });
model.toUpperCase() + messages.length;
registry.get('support/greeting', { version: 1 }).render({ name: 1 });
registry.get('support/greeting', { id: '0123456' }).render({ whatever: 1 });
const latest = registry.get('support/greeting');
latest.render({ name: 'Ada', count: 2 }).text;
latest.render({ name: 'Ada', count: 2, note: null }).text;
registry.get('support/greeting', { tag: 'latest' }).render({ name: 'Ada', count: 2 }).text;
registry.get('talk').render({ history: [{ role: 'user', content: 'Hi' }] }).messages[0]?.role;
const anyPrompt: Prompt = registry.get('support/greeting', { id: '0123456' });
const dynamic: string = text;
registry.get(dynamic as AnyPromptName, { tag: text }).render({ whatever: 1 });
const bundled = openBundle({}, { fstring, jinja2 }).get('support/greeting');
bundled.render({ name: anyPrompt.name, count: 1 });
toOpenAI(bundled, { name: 'Ada', count: 1 }).messages;
toAnthropic(bundled, { name: 'Ada', count: 1 }).max_tokens;
toGemini(latest, { name: 'Ada', count: 1 }).contents;
toVercelAI(anyPrompt, { whatever: 1 }).messages;
const page = await registry.versions('support/greeting', { limit: 1 });
page[0]?.author.email.toUpperCase();
`;

export const MISTAKES: readonly (readonly [what: string, line: string])[] = [
  ['a prompt that is not there', "registry.get('support/greting');"],
  ['a name that is any text', 'registry.get(dynamic);'],
  ['a tag that is not there', "registry.get('support/greeting', { tag: 'stagin' });"],
  ['a version that is not there', "registry.get('support/greeting', { version: 9 });"],
  ['a variable that is not there', "prompt.render({ name: 'Ada', nmae: 1 });"],
  ['a variable of another version', "prompt.render({ name: 'Ada', count: 1 });"],
  ['a variable that is left out', 'prompt.render({});'],
  ['a variable that the latest has', "latest.render({ name: 'Ada' });"],
  ['a value of the wrong type', "latest.render({ name: 'Ada', count: 'two' });"],
  ['a value that is no JSON', 'prompt.render({ name: undefined });'],
  ['a history of something else', "registry.get('talk').render({ history: 'Hi' });"],
  ['values that are left out', 'prompt.render();'],
  ['a variable of a request that is left out', 'prompt.toOpenAI({});'],
  ['a prompt of a bundle that is not there', "openBundle({}).get('support/greting');"],
  ['a variable of a bundle that is left out', "toOpenAI(bundled, { name: 'Ada' });"],
  ['a request of a prompt of a bundle itself', "bundled.toOpenAI({ name: 'Ada', count: 1 });"],
  ['a chat where the prompt is a text', "prompt.render({ name: 'Ada' }).messages;"],
  ['a text where the prompt is a chat', "registry.get('talk').render({ history: [] }).text;"],
  ['what is read-only', 'prompt.number = 3;'],
  ['an option that is none', "openRegistry('.', { maxage: 1 });"],
];

/** The latest version of `support/greeting`, and a chat. */
export const VERSIONS: readonly (readonly [prompt: string, source: string])[] = [
  [
    'support/greeting',
    `---
inputs:
  count: { type: integer, description: How many }
  note: { type: string, required: false }
---
Good day {{name}}, {{count}} times.{{note}}
`,
  ],
  ['talk', '---\ntype: chat\n---\nsystem:\nBe kind.\n@history: history\n'],
];
