import { operation } from '../operation';
import { flag, oneOf, optional, text, texts } from '../schema';

const name = text('what the remote is called here');
const prompts = optional(texts('these prompts; without, all that the server has'));

export const remotes = operation({
  name: 'remotes',
  summary: 'list the servers that prompts are synced with',
  effect: 'reads',
  output: 'remote[]',
  input: {},
});

export const addRemote = operation({
  name: 'addRemote',
  summary: 'name a server that prompts are synced with',
  description:
    'Keys are read from PHOENIX_API_KEY, or LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY, and kept nowhere.',
  effect: 'writes',
  output: 'remote',
  input: {
    name,
    kind: oneOf(['phoenix', 'langfuse'], 'what it is: phoenix or langfuse'),
    url: text('its address, such as https://cloud.langfuse.com'),
  },
});

export const removeRemote = operation({
  name: 'removeRemote',
  summary: 'forget a server; what was synced with it stays',
  effect: 'writes',
  output: 'remote',
  input: { name },
});

export const remoteStatus = operation({
  name: 'remoteStatus',
  summary: 'tell what a pull would bring and a push would make',
  effect: 'reads',
  output: 'syncStatus[]',
  input: { name, prompts },
});

export const pull = operation({
  name: 'pull',
  summary: 'make versions of those on a server that are not here',
  description:
    'The parent of each is the last one synced: what both sides changed is merged as ever.',
  effect: 'writes',
  output: 'pulled[]',
  input: {
    name,
    prompts,
    force: optional(flag('tags that are on another version here are moved, too')),
  },
});

export const push = operation({
  name: 'push',
  summary: 'make on a server what is missing there, and move its labels',
  effect: 'writes',
  output: 'pushed[]',
  input: {
    name,
    prompts: texts('these prompts'),
    yes: optional(flag('move labels of protected environments, too')),
  },
});
