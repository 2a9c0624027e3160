import { prompt, ref } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const historyContributions = contributions({
  commands: {
    historyGraph: {
      title: 'Show History Graph',
      input: { prompt, ref },
      icon: '$(git-branch)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.versions && promptLedger.hasSelection',
            group: 'navigation@2',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@4',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger',
            group: '4_history@1',
          },
        ],
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger',
            group: '1_open@3',
          },
        ],
      },
    },
  },
});
