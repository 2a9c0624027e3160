import { prompt } from '../../operations/declared/fields';
import { text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

export const tagsContributions = contributions({
  commands: {
    tag: {
      title: 'Tag Version…',
      input: { prompt, version: text('version that was dropped on the tag') },
      icon: '$(tag)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '3_release@1',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '4_release@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /^(tag|environment)/ && !(viewItem =~ /protected|immutable/)',
            group: '4_release@3',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '2_release@1',
          },
        ],
      },
    },
    untag: {
      title: 'Remove Tag…',
      icon: '$(trash)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/ && !(viewItem =~ /protected|immutable/)',
            group: '7_modification@1',
          },
        ],
      },
    },
  },
  views: [
    {
      id: 'promptLedger.tags',
      name: 'Tags',
      icon: 'media/prompt-ledger.svg',
      contextualTitle: 'Prompt Ledger',
    },
  ],
  viewsWelcome: [
    {
      view: 'promptLedger.tags',
      contents:
        'Choose a prompt to see where its tags point.\n[Open Prompt](command:promptLedger.open)',
      when: 'promptLedger.state == open && !promptLedger.hasSelection',
    },
  ],
});
