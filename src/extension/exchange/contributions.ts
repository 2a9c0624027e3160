import { prompt } from '../../operations/declared/fields';
import { text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

export const exchangeContributions = contributions({
  commands: {
    import: {
      title: 'Import Prompts…',
      icon: '$(cloud-download)',
      enablement: 'promptLedger.state && promptLedger.state != absent',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@8',
          },
        ],
        'explorer/context': [
          {
            when: 'promptLedger.state && promptLedger.state != absent && !explorerResourceIsFolder && resourceExtname =~ /^\\.(prompt|prompty|agent|jsonl?|ndjson|ya?ml|csv|tsv|mdx?|markdown|txt)$/',
            group: '7_modification@90',
          },
        ],
      },
    },
    export: {
      title: 'Export Version…',
      input: { prompt, file: text('write to this file') },
      icon: '$(export)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '6_export@1',
          },
        ],
      },
    },
  },
});
