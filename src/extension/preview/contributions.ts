import { compare } from '../../operations/declared/compare';
import { prompt, ref, sample } from '../../operations/declared/fields';
import { contributions } from '../shell/contributing';

export const previewContributions = contributions({
  commands: {
    render: {
      title: 'Preview Prompt',
      input: { prompt },
      icon: '$(open-preview)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: 'inline@3',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@2',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: 'navigation@2',
          },
        ],
      },
      keys: [
        {
          key: 'ctrl+k shift+v',
          mac: 'cmd+k shift+v',
          when: 'editorLangId == promptledger && resourceScheme == file && editorTextFocus',
        },
      ],
    },
    editSample: {
      title: 'Edit Sample…',
      input: { prompt, sample },
      icon: '$(symbol-variable)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '5_samples@1',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '3_samples@1',
          },
        ],
      },
    },
    renderSamples: {
      title: 'Render All Samples',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@4',
          },
        ],
      },
    },
    compareRendered: {
      title: 'Compare Rendered with Sample…',
      input: { ...compare.input, prompt, ref, sample },
      icon: '$(diff)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '4_compare@2',
          },
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '3_compare@5',
          },
        ],
        'editor/title': [
          {
            when: 'resourceLangId == promptledger && resourceScheme == file',
            group: '1_diff@2',
          },
        ],
      },
    },
  },
});
