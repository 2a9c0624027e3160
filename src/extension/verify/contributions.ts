import { verify } from '../../operations/declared/audit';
import { contributions } from '../shell/contributing';

export const verifyContributions = contributions({
  commands: {
    verify: {
      title: 'Verify Registry',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@3',
          },
        ],
      },
    },
    repair: {
      title: 'Repair Registry',
      input: verify.input,
      icon: '$(tools)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.recordsInConflict',
            group: 'navigation@0',
          },
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@3',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /damaged|unreadable/',
            group: 'inline@2',
          },
        ],
      },
    },
  },
});
