import { prompt, ref, tag } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const versionsContributions = contributions({
  commands: {
    commit: {
      title: 'Commit Prompt…',
      icon: '$(check)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /modified|new|diverged/',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '2_change@1',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: 'navigation@1',
          },
        ],
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger && scmResourceState =~ /modified|new/',
            group: 'inline@3',
          },
          {
            when: 'scmProvider == promptledger && scmResourceState =~ /modified|new/',
            group: '2_change@1',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+k ctrl+enter',
          mac: 'cmd+k cmd+enter',
          when: 'editorLangId == promptledger && resourceScheme == file && editorTextFocus',
        },
      ],
    },
    checkout: {
      title: 'Check Out Version…',
      input: { prompt },
      icon: '$(history)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '1_open@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/',
            group: '1_open@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem == move',
            group: '1_open@2',
          },
        ],
        'editor/title': [
          {
            when: 'resourceScheme == promptledger',
            group: 'navigation@1',
          },
        ],
      },
    },
    merge: {
      title: 'Merge Versions…',
      icon: '$(git-merge)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /diverged/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /diverged/',
            group: '2_change@2',
          },
        ],
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger && scmResourceState == diverged',
            group: 'inline@3',
          },
          {
            when: 'scmProvider == promptledger && scmResourceState == diverged',
            group: '2_change@1',
          },
        ],
      },
    },
    history: {
      title: 'Show History',
      input: { prompt },
      icon: '$(history)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@3',
          },
        ],
      },
    },
    copyReference: {
      title: 'Copy Reference',
      input: { prompt, ref, tag },
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '6_copy@1',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '5_copy@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/',
            group: '5_copy@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment set/',
            group: '5_copy@1',
          },
        ],
      },
    },
    copyId: {
      title: 'Copy Version Id',
      input: { prompt, ref },
      palette: false,
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '5_copy@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem == move',
            group: '5_copy@1',
          },
        ],
      },
    },
    commitAll: {
      title: 'Commit Modified Prompts…',
      icon: '$(check-all)',
      enablement: 'promptLedger.state == open',
      menus: {
        'scm/title': [
          {
            when: 'scmProvider == promptledger',
            group: 'navigation@1',
          },
        ],
      },
    },
    discard: {
      title: 'Discard Changes',
      icon: '$(discard)',
      enablement: 'promptLedger.state == open',
      menus: {
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger && scmResourceState =~ /modified|missing/',
            group: 'inline@2',
          },
          {
            when: 'scmProvider == promptledger && scmResourceState =~ /modified|missing/',
            group: '2_change@2',
          },
        ],
      },
    },
  },
  views: [
    {
      id: 'promptLedger.versions',
      name: 'Versions',
      icon: 'media/prompt-ledger.svg',
      contextualTitle: 'Prompt Ledger',
    },
  ],
  viewsWelcome: [
    {
      view: 'promptLedger.versions',
      contents: 'Choose a prompt to see its versions.\n[Open Prompt](command:promptLedger.open)',
      when: 'promptLedger.state == open && !promptLedger.hasSelection',
    },
    {
      view: 'promptLedger.versions',
      contents:
        'This prompt has no version yet. Write it, then commit it.\n[Commit Prompt](command:promptLedger.commit)',
      when: 'promptLedger.state == open && promptLedger.hasSelection && promptLedger.isNew',
    },
  ],
});
