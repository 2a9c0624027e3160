import { contributions } from './contributing';

export const shellContributions = contributions({
  commands: {
    showMore: {
      title: 'Show More',
      palette: false,
    },
  },
  settings: {
    directory: {
      type: 'string',
      default: '.promptledger',
      order: 1,
      scope: 'resource',
      markdownDescription: 'The folder of the registry, inside a workspace folder.',
    },
    author: {
      type: 'string',
      default: '',
      order: 2,
      scope: 'application',
      markdownDescription: 'Who you are, as `Name <email>`, for folders where git knows no name.',
    },
  },
  others: {
    viewsContainers: {
      activitybar: [
        {
          id: 'promptLedger',
          title: 'Prompt Ledger',
          icon: 'media/prompt-ledger.svg',
        },
      ],
    },
  },
});
