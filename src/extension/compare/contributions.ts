import { compare } from '../../operations/declared/compare';
import { prompt, ref } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const compareContributions = contributions({
  commands: {
    compare: {
      title: 'Compare Versions…',
      input: { prompt, ref },
      icon: '$(diff)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.versions && promptLedger.hasSelection',
            group: 'navigation@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '4_compare@1',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '3_compare@3',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '1_diff@1',
          },
        ],
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger && scmResourceState != new',
            group: '1_open@2',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+k shift+d',
          mac: 'cmd+k shift+d',
          when: 'editorLangId == promptledger && resourceScheme == file && editorTextFocus',
        },
      ],
    },
    compareInEditor: {
      title: 'Compare in Diff Editor…',
      input: { ...compare.input, prompt, ref },
      icon: '$(diff-multiple)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '3_compare@4',
          },
        ],
      },
    },
    compareWithPrevious: {
      title: 'Compare with Previous Version',
      input: { prompt, ref },
      icon: '$(diff)',
      palette: false,
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '3_compare@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem == move',
            group: '3_compare@2',
          },
        ],
      },
    },
    compareWithWorking: {
      title: 'Compare with Working Document',
      input: { prompt, ref },
      icon: '$(diff-single)',
      palette: false,
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '3_compare@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/',
            group: '3_compare@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem == move',
            group: '3_compare@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment set/',
            group: '3_compare@1',
          },
        ],
        'editor/title': [
          {
            when: 'resourceScheme == promptledger',
            group: 'navigation@2',
          },
        ],
      },
    },
    compareAll: {
      title: 'Compare All Prompts',
      icon: '$(diff-multiple)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: 'navigation@3',
          },
        ],
      },
    },
  },
});
