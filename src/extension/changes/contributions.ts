import { contributions } from '../shell/contributing';

export const changesContributions = contributions({
  commands: {
    changesSince: {
      title: 'Show Changes Since…',
      icon: '$(diff)',
      palette: 'promptLedger.state == open',
      menus: {
        'scm/title': [
          {
            when: 'scmProvider == promptledger',
            group: '1_changes@1',
          },
        ],
      },
    },
    acceptChange: {
      title: 'Commit This Change…',
      icon: '$(check)',
      enablement: 'promptLedger.state == open',
      menus: {
        'scm/change/title': [
          {
            when: 'originalResourceScheme == promptledger && promptLedger.state == open',
            group: 'navigation@1',
          },
        ],
      },
    },
    revertChange: {
      title: 'Revert This Change',
      icon: '$(discard)',
      enablement: 'promptLedger.state == open',
      menus: {
        'scm/change/title': [
          {
            when: 'originalResourceScheme == promptledger && promptLedger.state == open',
            group: 'navigation@2',
          },
        ],
      },
    },
    toggleRemovedText: {
      title: 'Show or Hide Removed Text',
      icon: '$(eye)',
      palette: 'promptLedger.state == open',
      menus: {
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '4_history@4',
          },
        ],
      },
    },
  },
  settings: {
    sourceControl: {
      type: 'boolean',
      default: true,
      order: 4,
      scope: 'window',
      markdownDescription:
        'Show modified prompts in the Source Control view, mark changed lines beside the text, and count them in the status bar.',
    },
  },
});
