import { audit } from '../../operations/declared/audit';
import { text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

export const auditContributions = contributions({
  commands: {
    audit: {
      title: 'Show Audit',
      icon: '$(table)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: 'navigation@3',
          },
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@6',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@5',
          },
        ],
      },
    },
    exportAudit: {
      title: 'Export Audit…',
      input: { ...audit.input, format: text('csv or json') },
      icon: '$(export)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '1_look@3',
          },
        ],
      },
    },
  },
});
