import { prompt, ref } from '../../operations/declared/fields';
import { text } from '../../operations/schema';
import { contributions } from '../shell/contributing';

export const promptsContributions = contributions({
  commands: {
    initialize: {
      title: 'Initialize Registry',
      icon: '$(repo-create)',
    },
    switchRegistry: {
      title: 'Switch Registry',
      palette: 'workspaceFolderCount > 1',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && workspaceFolderCount > 1',
            group: '2_registry@7',
          },
        ],
      },
    },
    newPrompt: {
      title: 'New Prompt…',
      input: { folder: text('where it was asked for') },
      icon: '$(add)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts',
            group: 'navigation@1',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem == folder',
            group: 'inline@1',
          },
          {
            when: 'view == promptLedger.prompts && viewItem == folder',
            group: '1_open@1',
          },
        ],
      },
    },
    open: {
      title: 'Open Prompt…',
      input: { prompt },
      icon: '$(go-to-file)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment/',
            group: '1_open@1',
          },
        ],
        'scm/resourceState/context': [
          {
            when: 'scmProvider == promptledger',
            group: 'inline@1',
          },
          {
            when: 'scmProvider == promptledger',
            group: '1_open@1',
          },
        ],
      },
    },
    openVersion: {
      title: 'Open Version',
      input: { prompt, ref },
      palette: false,
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.versions && viewItem =~ /^version\\b/',
            group: '1_open@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem =~ /\\bset\\b/',
            group: '1_open@1',
          },
          {
            when: 'view == promptLedger.tags && viewItem == move',
            group: '1_open@1',
          },
          {
            when: 'view == promptLedger.environments && viewItem =~ /^deployment set/',
            group: '1_open@2',
          },
        ],
      },
    },
    rename: {
      title: 'Rename Prompt…',
      icon: '$(edit)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /contested/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /\\bmoved\\b/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '7_manage@2',
          },
        ],
      },
    },
    archive: {
      title: 'Archive Prompt…',
      icon: '$(archive)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /archivedOver/',
            group: 'inline@2',
          },
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '7_manage@3',
          },
        ],
      },
    },
    restore: {
      title: 'Restore Prompt…',
      icon: '$(redo)',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@6',
          },
        ],
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/ && viewItem =~ /archivedOver/',
            group: 'inline@1',
          },
        ],
      },
    },
    describe: {
      title: 'Describe Prompt…',
      enablement: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '7_manage@1',
          },
        ],
      },
    },
    search: {
      title: 'Search Prompts…',
      icon: '$(search)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: 'navigation@2',
          },
        ],
      },
    },
    dependents: {
      title: 'Show Dependents…',
      palette: 'promptLedger.state == open',
      menus: {
        'view/item/context': [
          {
            when: 'view == promptLedger.prompts && viewItem =~ /^prompt\\b/',
            group: '1_open@6',
          },
        ],
      },
    },
    status: {
      title: 'Show Uncommitted Prompts',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@2',
          },
        ],
      },
    },
    refresh: {
      title: 'Refresh',
      icon: '$(refresh)',
      palette: 'promptLedger.state == open',
      menus: {
        'view/title': [
          {
            when: 'view == promptLedger.prompts && promptLedger.state == open',
            group: '2_registry@1',
          },
        ],
      },
    },
  },
  views: [
    {
      id: 'promptLedger.prompts',
      name: 'Prompts',
      icon: 'media/prompt-ledger.svg',
      contextualTitle: 'Prompt Ledger',
    },
  ],
  viewsWelcome: [
    {
      view: 'promptLedger.prompts',
      contents:
        'Prompts are kept next to your code, so open its folder first.\n[Open Folder](command:vscode.openFolder)',
      when: 'workspaceFolderCount == 0',
    },
    {
      view: 'promptLedger.prompts',
      contents:
        'This folder has no prompt registry yet. A registry keeps every version of your prompts as small text files that merge in git like code.\n[Initialize Registry](command:promptLedger.initialize)',
      when: 'promptLedger.state == absent && workspaceFolderCount != 0 && isWorkspaceTrusted',
    },
    {
      view: 'promptLedger.prompts',
      contents:
        'This folder has no prompt registry, and nothing is written to a workspace that is not trusted.\n[Manage Workspace Trust](command:workbench.trust.manage)',
      when: 'promptLedger.state == absent && workspaceFolderCount != 0 && !isWorkspaceTrusted',
    },
    {
      view: 'promptLedger.prompts',
      contents: 'The registry has no prompts yet.\n[New Prompt](command:promptLedger.newPrompt)',
      when: 'promptLedger.state == open',
    },
    {
      view: 'promptLedger.prompts',
      contents:
        'The registry could not be opened. The log says why.\n[Show Log](command:promptLedger.showLog)\n[Try Again](command:promptLedger.refresh)',
      when: 'promptLedger.state == failed',
    },
  ],
});
