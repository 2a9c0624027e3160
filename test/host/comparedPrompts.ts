import type { FrameLocator } from 'playwright-core';
import type { OpenedRegistry } from '../support/openedRegistry';
import type { Workbench } from './driver';
import { SHOWN_WITHIN_MS } from './patience';
import { waitUntil } from './timed';

const LONG =
  'You answer questions about orders, returns and accounts, and you stay polite even when a customer is upset. ';

const LEFT = `---
type: chat
model: openai/gpt-4o
parameters: { temperature: 0.7 }
tools:
  - type: function
    function:
      name: get_order
      parameters: { type: object, properties: { number: { type: [string, integer] } } }
---
system:
You help customers of {{company}}.  Be kind.
${LONG.repeat(12)}Never promise a refund. ${LONG.repeat(6)}
user:
Where is my order? I have been waiting for it since Monday 👩‍💻.
assistant:
I will look it up for you right away, one moment please.
user:
{{query}}
`;
const RIGHT = `---
type: chat
model: openai/gpt-4o
parameters: { temperature: 0.2 }
tools:
  - type: function
    function:
      name: get_order
      parameters:
        type: object
        required: [number]
        properties: { number: { type: string } }
---
system:
You help customers of {{shop}}. Be kind.
${LONG.repeat(12)}Never promise a voucher. ${LONG.repeat(6)}
assistant:
I will look it up for you right away, one moment please.
user:
Where is my order? I have been waiting for it since Monday 👩‍💻.
user:
{{query}} Answer in {{tone}} words: أهلاً بالعالم
`;

/** Two versions with every kind of change in them: parts, prose, white space, moves, right to left. */
export const AGENT = {
  prompt: 'parts/agent',
  versions: [LEFT, RIGHT],
  samples: {
    old: '{"company":"Acme","query":"Hi"}',
    both: '{"company":"Acme","shop":"Fern","query":"Hi","tone":"few"}',
  },
} as const;

/** Characters that nobody sees, words from right to left, emoji of several signs, and broken layout. */
export const ODD = {
  prompt: 'parts/odd',
  versions: [
    'أجب عن سؤال العميل بلطف.\nענה בקצרה ל-{{name}}.\nGreet the family 👨‍👩‍👧 at the café.\nPay \u202eabc\u202c now.\n你是一个有耐心的客服。\n',
    'أجب عن سؤال الزبون بلطف.\nענה בקצרה ובנימוס ל-{{name}}.\nGreet the family 👨‍👩‍👧‍👦 at the cafe\u0301.\nPay \u202ecba\u202c now.\u200b\n你是一个有耐心又专业的客服。',
  ],
} as const;

/** Commits the two versions of `ODD`. */
export async function addOdd({ registry }: OpenedRegistry): Promise<void> {
  for (const [index, source] of ODD.versions.entries()) {
    await registry.commit({ prompt: ODD.prompt, source, message: `Version ${index + 1}` });
  }
}

/** Commits the two versions of `AGENT`, and writes its samples. */
export async function addAgent({ registry, documents }: OpenedRegistry): Promise<void> {
  const { prompt, versions, samples } = AGENT;
  for (const [index, source] of versions.entries()) {
    await registry.commit({ prompt, source, message: `Version ${index + 1}` });
  }
  for (const [name, values] of Object.entries(samples)) {
    await documents.writeSample(prompt, name, values);
  }
}

/** Compares the first two versions of a prompt, by the palette. */
export async function compareFirstTwo(window: Workbench, prompt: string): Promise<FrameLocator> {
  await window.command('View: Close All Editors');
  await window.command('Prompt Ledger: Compare Versions…');
  await window.quickInput.type(prompt);
  await window.quickInput.pick(prompt);
  const asks = (side: string) =>
    waitUntil(`the question for the ${side} side`, SHOWN_WITHIN_MS, async () =>
      (await window.quickInput.question()).placeholder.includes(side),
    );
  await asks('left');
  await window.quickInput.pick('v1  Version 1');
  // The same choices come up again.
  await asks('right');
  await window.quickInput.pick('v2  Version 2');
  const panel = await window.webview(`${prompt.slice(prompt.indexOf('/') + 1)}: v1 ↔ v2`);
  await panel.locator('.body .change').first().waitFor();
  return panel;
}
