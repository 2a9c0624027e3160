import { prompt, ref, tag } from '../../operations/declared/fields';
import { count, text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

/** Where a change is. */
const CHANGE = { prompt, ref, line: count('counted from 1; what is selected without') };

export const changesContributions = contributions({
  commands: {
    changesSince: {
      title: 'Show Changes Since…',
      input: { tag },
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
      input: { ...CHANGE, message: text('what changed and why') },
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
      input: CHANGE,
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
