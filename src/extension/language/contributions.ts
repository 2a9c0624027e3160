import { contributions } from '../shell/contributing';

export const languageContributions = contributions({
  others: {
    languages: [
      {
        id: 'promptledger',
        aliases: ['Prompt Ledger Prompt', 'Prompt'],
        filenamePatterns: ['**/.promptledger/prompts/**/*.prompt'],
        configuration: './media/language/language-configuration.json',
      },
    ],
    grammars: [
      {
        language: 'promptledger',
        scopeName: 'text.promptledger',
        path: './media/language/promptledger.tmLanguage.json',
        embeddedLanguages: {
          'meta.embedded.block.frontmatter.yaml': 'yaml',
        },
      },
    ],
    jsonValidation: [
      {
        fileMatch: ['/.promptledger/registry.json'],
        url: './media/schemas/registry.schema.json',
      },
    ],
    semanticTokenTypes: [
      {
        id: 'promptVariable',
        superType: 'variable',
        description: 'A variable of a prompt.',
      },
      {
        id: 'promptSection',
        superType: 'variable',
        description: 'The name of a section of a prompt, where it opens and where it closes.',
      },
      {
        id: 'promptInclude',
        superType: 'string',
        description: 'The reference of an included prompt.',
      },
      {
        id: 'promptRole',
        superType: 'type',
        description: 'The role of a message.',
      },
    ],
    semanticTokenModifiers: [
      {
        id: 'declared',
        description: 'The variable is declared in the inputs of the prompt.',
      },
      {
        id: 'undeclared',
        description: 'The prompt declares inputs, and this variable is none of them.',
      },
      {
        id: 'item',
        description: 'The name may be a field of the items of a list.',
      },
    ],
    semanticTokenScopes: [
      {
        language: 'promptledger',
        scopes: {
          promptVariable: ['variable.other.readwrite.promptledger'],
          'promptVariable.declaration': ['entity.name.tag.yaml'],
          'promptVariable.undeclared': [
            'variable.other.undeclared.promptledger',
            'variable.other.readwrite.promptledger',
          ],
          'promptVariable.item': ['variable.other.property.promptledger'],
          promptSection: ['variable.other.section.promptledger'],
          promptInclude: ['string.unquoted.reference.promptledger'],
          promptRole: ['entity.name.section.role.promptledger', 'markup.heading'],
        },
      },
    ],
    configurationDefaults: {
      '[promptledger]': {
        'editor.tabSize': 2,
        'editor.wordWrap': 'on',
        'editor.quickSuggestions': {
          other: 'on',
          strings: 'on',
        },
        'editor.wordBasedSuggestions': 'off',
        'editor.semanticHighlighting.enabled': true,
        'editor.unicodeHighlight.ambiguousCharacters': false,
        'editor.inlayHints.maximumLength': 0,
      },
    },
  },
});
