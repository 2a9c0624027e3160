import { contributions } from '../shell/contributing';

export const blameContributions = contributions({
  commands: {
    blame: {
      title: 'Blame Line…',
      icon: '$(person)',
      palette: 'promptLedger.state == open',
      menus: {
        'editor/title': [
          {
            when: 'resourceLangId == promptledger',
            group: '4_history@2',
          },
        ],
      },
    },
    showBlame: {
      title: 'Show Blame…',
      palette: 'promptLedger.state == open',
    },
    goToLineOrigin: {
      title: 'Go to the Version That Introduced This Line',
      icon: '$(go-to-file)',
      palette: 'promptLedger.state == open',
      menus: {
        'editor/title': [
          {
            when: 'resourceLangId == promptledger',
            group: '4_history@3',
          },
        ],
      },
    },
  },
  settings: {
    blame: {
      type: 'string',
      enum: ['off', 'currentLine', 'everyLine'],
      enumDescriptions: ['Nowhere.', 'After the line at the cursor.', 'After every line.'],
      default: 'currentLine',
      order: 3,
      scope: 'window',
      markdownDescription:
        'Where an editor says which version a line comes from, who wrote it and why.',
    },
  },
});
