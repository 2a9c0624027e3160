import { changelog } from '../../operations/declared/audit';
import { environment, prompt, ref } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const releasesContributions = contributions({
  commands: {
    approve: {
      title: 'Approve Version…',
      input: { prompt },
      icon: '$(pass)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '4_release@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/',
            group: '4_release@4',
          },
        ],
      },
    },
    promote: {
      title: 'Promote…',
      icon: '$(rocket)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '3_release@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bpromotable\\b/',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bpromotable\\b/',
            group: '4_release@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment.*\\bbehind\\b/',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment.*\\bpromotable\\b/',
            group: '4_release@1',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '2_release@2',
          },
        ],
      },
    },
    rollback: {
      title: 'Roll Back…',
      icon: '$(discard)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '3_release@3',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /^environment set/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /^environment set/',
            group: '4_release@2',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment.*\\breleased\\b/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment.*\\breleased\\b/',
            group: '4_release@2',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '2_release@3',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+k shift+z',
          mac: 'cmd+k shift+z',
          when: 'editorLangId == promptledger && resourceScheme == file && editorTextFocus',
        },
      ],
    },
    promoteAll: {
      title: 'Promote Several…',
      icon: '$(rocket)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: 'navigation@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline promotable/',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline promotable/',
            group: '1_release@1',
          },
        ],
      },
    },
    acceptChangelog: {
      title: 'Promote with This Changelog',
      icon: '$(check)',
      palette: 'resourceScheme == promptledger-changelog',
      menus: {
        'editor/title': [
          {
            when: 'resourceScheme == promptledger-changelog',
            group: 'navigation@1',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+enter',
          mac: 'cmd+enter',
          when: 'resourceScheme == promptledger-changelog && editorTextFocus',
        },
      ],
    },
    cancelChangelog: {
      title: 'Cancel the Promotion',
      icon: '$(discard)',
      palette: 'resourceScheme == promptledger-changelog',
      menus: {
        'editor/title': [
          {
            when: 'resourceScheme == promptledger-changelog',
            group: 'navigation@2',
          },
        ],
      },
    },
    releases: {
      title: 'Show Releases',
      icon: '$(list-ordered)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.tags && promptLedger.hasSelection',
            group: 'navigation@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment/',
            group: '1_open@3',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /^environment set/',
            group: '1_open@3',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@4',
          },
        ],
      },
    },
    copyRelease: {
      title: 'Copy Release as Markdown',
      input: { prompt, environment, ref },
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment.*\\breleased\\b/',
            group: '5_copy@2',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /^environment set/',
            group: '5_copy@2',
          },
        ],
      },
    },
    exportChangelog: {
      title: 'Export Changelog…',
      input: changelog.input,
      icon: '$(export)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '1_look@2',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: '2_look@1',
          },
        ],
      },
    },
  },
});
