import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds, contributes } from '../../src/extension/manifest';
import { projectRoot } from '../host/projectPaths';

interface MenuItem {
  readonly command?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<
    Record<
      string,
      { supported: unknown; description?: string; restrictedConfigurations?: string[] }
    >
  >;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly icon?: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly (MenuItem & { readonly key: string; readonly mac?: string })[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string; when?: string }[];
    readonly languages: readonly {
      id: string;
      filenamePatterns: string[];
      extensions?: string[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

const manifestText = readFileSync(join(projectRoot, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const { commands, menus, keybindings, views, viewsContainers, viewsWelcome } = manifest.contributes;
const code = sourcesOf(join(projectRoot, 'src', 'extension'));

/** Commands that make no sense without an item or an argument, so a person never sees them alone. */
const ARGUMENT_ONLY = [
  'openVersion',
  'compareWithPrevious',
  'compareWithWorking',
  'copyId',
  'showMore',
];
/** Commands that write into an open registry. */
const WRITING = [
  'newPrompt',
  'commit',
  'checkout',
  'merge',
  'tag',
  'untag',
  'approve',
  'promote',
  'rollback',
  'rename',
  'archive',
  'restore',
  'describe',
  'promoteAll',
  'addEnvironment',
  'configureEnvironment',
  'import',
  'repair',
];

describe('The manifest', () => {
  it('contributes what the rooms of the extension say: `npm run generate` writes it', () => {
    assert.deepEqual(manifest.contributes, JSON.parse(JSON.stringify(contributes())));
  });

  const ids = commands.map(({ command }) => command);
  const viewIds = Object.values(views).flatMap(list => list.map(view => view.id));
  const items = [...Object.values(menus).flat(), ...keybindings];
  const conditions = [
    ...items.map(item => item.when ?? ''),
    ...viewsWelcome.map(item => item.when ?? ''),
    ...commands.map(command => command.enablement ?? ''),
  ];

  it('names exactly the commands of the code', () => {
    assert.deepEqual(
      [...ids].sort(),
      commandIds()
        .map(id => `promptLedger.${id}`)
        .sort(),
    );
  });

  it('gives every command its category, and a title in title case of its own', () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, 'Prompt Ledger', command);
      assert.match(title, /^[A-Z]/, command);
    }
    const titles = commands.map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it('names no command that is not there', () => {
    const named = items.flatMap(({ command }) => command ?? []);
    const linked = [...manifestText.matchAll(/(?:\(command:|onCommand:)(promptLedger\.\w+)/g)];
    const all = [...named, ...linked.map(match => match[1] ?? '')];
    assert.ok(all.length > 50, 'found some');
    assert.deepEqual(
      all.filter(command => !ids.includes(command)),
      [],
    );
  });

  it('names no view that is not there, and the code makes every view', () => {
    const inConditions = conditions.flatMap(when =>
      [...when.matchAll(/\bview == ([\w.]+)/g)].map(match => match[1] ?? ''),
    );
    const named = new Set([...viewsWelcome.map(({ view }) => view), ...inConditions]);
    assert.deepEqual(
      [...named].filter(view => !viewIds.includes(view)),
      [],
    );
    for (const view of viewIds) assert.ok(code.includes(`createTreeView('${view}'`), view);
    const containers = Object.values(viewsContainers).flatMap(list => list.map(({ id }) => id));
    assert.deepEqual(Object.keys(views), containers);
  });

  it('asks in conditions only for what the code sets', () => {
    const asked = conditions.flatMap(when =>
      [...when.matchAll(/\bpromptLedger\.\w+/g)].map(match => match[0]),
    );
    const contexts = new Set(asked.filter(name => !viewIds.includes(name)));
    assert.ok(contexts.size > 0, 'found some');
    for (const name of contexts) {
      assert.match(code, new RegExp(`'setContext',\\s*'${name.replace('.', '\\.')}'`), name);
    }
  });

  it('hides from the palette what needs an argument', () => {
    const hidden = (menus.commandPalette ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    assert.deepEqual(hidden.sort(), ARGUMENT_ONLY.map(id => `promptLedger.${id}`).sort());
  });

  it('offers in the palette nothing that cannot work without a registry', () => {
    const always = ['initialize', 'showLog', 'openGuide', 'setProviderKey'].map(
      id => `promptLedger.${id}`,
    );
    const guarded = new Map([
      ...commands.map(({ command, enablement }) => [command, enablement] as const),
      ...(menus.commandPalette ?? []).map(({ command, when }) => [command ?? '', when] as const),
    ]);
    const open = ids.filter(id => guarded.get(id) === undefined);
    assert.deepEqual(open.sort(), always.sort());
  });

  it('disables what writes while no registry is open', () => {
    for (const id of WRITING) {
      const { enablement } = commands.find(({ command }) => command === `promptLedger.${id}`) ?? {};
      // The Explorer offers it before a view has opened the registry.
      const isEarly = id === 'import';
      const early = 'promptLedger.state && promptLedger.state != absent';
      assert.equal(enablement, isEarly ? early : 'promptLedger.state == open', id);
    }
  });

  it('binds no key outside of a prompt or a changelog, and each for macOS as well', () => {
    const ours = /editorLangId == promptledger|resourceScheme == promptledger-changelog/;
    for (const { command, when, mac } of keybindings) {
      assert.match(when ?? '', ours, command);
      assert.notEqual(mac, undefined, command);
    }
    // The same key in another kind of document is another key.
    const keys = keybindings.map(({ key, when = '' }) => `${key} ${ours.exec(when)?.[0] ?? ''}`);
    assert.deepEqual(keys, [...new Set(keys)]);
  });

  it('activates for a registry and for what a reload restores, and not for everything', () => {
    const { activationEvents } = manifest;
    assert.ok(activationEvents.includes('workspaceContains:.promptledger/registry.json'));
    assert.ok(activationEvents.includes('onFileSystem:promptledger'));
    for (const event of ['*', 'onStartupFinished', 'onLanguage:promptledger']) {
      assert.ok(!activationEvents.includes(event), event);
    }
    const panels = [...code.matchAll(/VIEW_TYPE = '([\w.]+)'/g)].map(match => match[1] ?? '');
    assert.ok(panels.length >= 2, 'found some');
    for (const panel of panels)
      assert.ok(activationEvents.includes(`onWebviewPanel:${panel}`), panel);
  });

  it('says what works in a workspace that is not trusted, and that a disk is needed', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces?.supported, 'limited');
    assert.notEqual(untrustedWorkspaces.description ?? '', '');
    // A cloned folder must not choose where its registry is read from.
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['promptLedger.directory']);
    assert.equal(virtualWorkspaces?.supported, false);
  });

  it('has exactly the settings that the code reads, each with a description and a default', () => {
    const { properties } = manifest.contributes.configuration;
    const read = [
      ...code.matchAll(/getConfiguration\('promptLedger'[^)]*\)\s*\.get<[^>]*>\('(\w+)'/g),
    ];
    const keys = new Set(read.map(match => `promptLedger.${match[1] ?? ''}`));
    assert.deepEqual(Object.keys(properties).sort(), [...keys].sort());
    for (const [key, property] of Object.entries(properties)) {
      assert.ok('default' in property, key);
      assert.ok('markdownDescription' in property || 'description' in property, key);
    }
  });

  it('claims prompts by their folder, not by the extension that other tools use as well', () => {
    const [language] = manifest.contributes.languages;
    assert.equal(language?.id, 'promptledger');
    assert.deepEqual(language.filenamePatterns, ['**/.promptledger/prompts/**/*.prompt']);
    assert.equal(language.extensions, undefined);
  });

  it('names no file that is not there', () => {
    const named = [...manifestText.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(
      match => match[1] ?? '',
    );
    assert.ok(named.length > 3, 'found some');
    assert.deepEqual(
      named.filter(file => !existsSync(join(projectRoot, file))),
      [],
    );
  });
});

function sourcesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter(name => name.endsWith('.ts')).sort();
  return files.map(name => readFileSync(join(folder, name), 'utf8')).join('\n');
}
