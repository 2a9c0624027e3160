import { contributions } from '../shell/contributing';

export const helpContributions = contributions({
  commands: {
    showLog: {
      title: 'Show Log',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts',
            group: '3_help@2',
          },
        ],
      },
    },
    openGuide: {
      title: 'Open Guide',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts',
            group: '3_help@1',
          },
        ],
      },
    },
  },
  others: {
    walkthroughs: [
      {
        id: 'promptLedger.start',
        title: 'Get Started with Prompt Ledger',
        description: 'Keep the prompts of your application in a registry next to its code.',
        icon: 'media/icon.png',
        steps: [
          {
            id: 'create',
            title: 'Create a registry and a prompt',
            description:
              'The registry is a folder in your workspace. No server, no account.\n[Initialize Registry](command:promptLedger.initialize)\n[New Prompt](command:promptLedger.newPrompt)',
            media: {
              markdown: 'media/walkthrough/create.md',
            },
            completionEvents: ['onCommand:promptLedger.newPrompt'],
          },
          {
            id: 'commit',
            title: 'Commit a version',
            description:
              'A version keeps the text as it is now, for ever.\n[Commit Prompt](command:promptLedger.commit)',
            media: {
              markdown: 'media/walkthrough/commit.md',
            },
            completionEvents: ['onCommand:promptLedger.commit'],
          },
          {
            id: 'release',
            title: 'Tag and promote it',
            description:
              'Your application asks for a tag; you decide which version that is.\n[Tag Version](command:promptLedger.tag)\n[Promote](command:promptLedger.promote)',
            media: {
              markdown: 'media/walkthrough/release.md',
            },
            completionEvents: ['onCommand:promptLedger.tag', 'onCommand:promptLedger.promote'],
          },
          {
            id: 'compare',
            title: 'Compare and preview',
            description:
              'See what changed, and what the model will get.\n[Compare Versions](command:promptLedger.compare)\n[Preview Prompt](command:promptLedger.render)',
            media: {
              markdown: 'media/walkthrough/compare.md',
            },
            completionEvents: ['onCommand:promptLedger.compare', 'onCommand:promptLedger.render'],
          },
        ],
      },
    ],
  },
});
