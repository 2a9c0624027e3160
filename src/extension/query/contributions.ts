import { contributions } from '../shell/contributing';

export const queryContributions = contributions({
  commands: {
    sql: {
      title: 'Run SQL Query',
      icon: '$(database)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@5',
          },
        ],
      },
    },
  },
});
