import { prompt, ref } from '../../operations/declared/fields';
import { count, text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

/** A line of a document that somebody looks at. */
const LINE = { prompt, ref, line: count('counted from 1; that of the cursor without') };

export const blameContributions = contributions({
  commands: {
    blame: {
      title: 'Blame Line…',
      input: LINE,
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
      input: { show: text('for which lines') },
      palette: 'promptLedger.state == open',
    },
    goToLineOrigin: {
      title: 'Go to the Version That Introduced This Line',
      input: LINE,
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
