import { prompt } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const runContributions = contributions({
  commands: {
    run: {
      title: 'Run Prompt',
      input: { prompt },
      icon: '$(play)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@3',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '3_samples@0',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+enter',
          mac: 'cmd+enter',
          when: 'editorLangId == promptledger && resourceScheme == file && editorTextFocus',
        },
      ],
    },
    setProviderKey: {
      title: 'Set Key of a Provider…',
      icon: '$(key)',
    },
  },
  settings: {
    codeLens: {
      type: 'boolean',
      default: true,
      order: 20,
      markdownDescription: 'Shows above a prompt with which sample and model it can be run.',
    },
    providers: {
      type: 'array',
      default: [],
      order: 21,
      // A workspace must not say where a key goes.
      scope: 'application',
      markdownDescription:
        'Servers that answer models of yours, besides those that are known. `name` stands before the `/` of a model; `keyName` names the key that *Set Key of a Provider* asks for.',
      items: {
        type: 'object',
        required: ['name', 'baseURL', 'protocol'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' },
          baseURL: { type: 'string', pattern: '^https?://' },
          keyName: { type: 'string' },
          protocol: { enum: ['openai', 'openai-responses', 'anthropic', 'google'] },
        },
      },
    },
    prices: {
      type: 'object',
      default: {},
      order: 22,
      scope: 'application',
      markdownDescription:
        'What models cost, in US dollars per million tokens, by `provider/model`, where it is not known or other for you.',
      additionalProperties: {
        type: 'object',
        required: ['input', 'output'],
        additionalProperties: false,
        properties: {
          input: { type: 'number', minimum: 0 },
          cached: { type: 'number', minimum: 0 },
          output: { type: 'number', minimum: 0 },
        },
      },
    },
  },
});
