import { flag, integer } from '../../operations/schema';
import { contributions } from '../shell/contributing';

export const environmentsContributions = contributions({
  commands: {
    deployments: {
      title: 'Filter Deployments…',
      icon: '$(filter)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: 'navigation@2',
          },
        ],
      },
    },
    servedAt: {
      title: 'What Was Served…',
      icon: '$(watch)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '1_look@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: '2_look@2',
          },
        ],
      },
    },
    addEnvironment: {
      title: 'Add Environment…',
      icon: '$(add)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '2_pipeline@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: '3_pipeline@2',
          },
        ],
      },
    },
    configureEnvironment: {
      title: 'Configure Environment…',
      input: {
        position: integer('its place; past either end is that end'),
        remove: flag('take it out of the pipeline'),
      },
      icon: '$(gear)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '2_pipeline@2',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: '3_pipeline@1',
          },
        ],
      },
    },
    openConfig: {
      title: 'Open registry.json',
      icon: '$(go-to-file)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.environments && promptLedger.state == open',
            group: '2_pipeline@3',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.environments && viewItem =~ /^pipeline/',
            group: '3_pipeline@3',
          },
        ],
      },
    },
  },
  views: [
    {
      id: 'promptLedger.environments',
      name: 'Deployments',
      icon: 'media/prompt-ledger.svg',
      contextualTitle: 'Prompt Ledger',
      visibility: 'collapsed',
    },
  ],
});
