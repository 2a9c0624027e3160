import { OPERATIONS } from '../operations/all';
import type { Operation } from '../operations/operation';
import type { Fields } from '../operations/schema';
import { FEATURES, type CommandId } from './features';
import type { Contributions } from './shell/contributing';

const PREFIX = 'promptLedger';
const NAME = 'Prompt Ledger';

type Command = NonNullable<Contributions['commands']>[string];

/** Every command of every room, by id, in the order of the rooms. */
function commands(): [id: string, command: Command][] {
  return FEATURES.flatMap((feature: Contributions) => Object.entries(feature.commands ?? {}));
}

/** Every command of this extension, without its prefix. */
export function commandIds(): string[] {
  return commands().map(([id]) => id);
}

/** All that a command can be told. */
export function fieldsOf(id: CommandId): Fields {
  const operations: Readonly<Record<string, Operation | undefined>> = OPERATIONS;
  const own = commands().find(([each]) => each === id)?.[1].input;
  return { ...operations[id]?.input, ...own };
}

/** `contributes` of package.json, as the rooms say it. */
export function contributes(): Readonly<Record<string, unknown>> {
  const features: readonly Contributions[] = FEATURES;
  const settings = features.flatMap(feature => Object.entries(feature.settings ?? {}));
  return {
    ...Object.fromEntries(features.flatMap(feature => Object.entries(feature.others ?? {}))),
    views: { [PREFIX]: features.flatMap(feature => feature.views ?? []) },
    viewsWelcome: features.flatMap(feature => feature.viewsWelcome ?? []),
    commands: commands().map(([id, { title, icon, enablement }]) => ({
      command: `${PREFIX}.${id}`,
      title,
      category: NAME,
      ...(icon === undefined ? {} : { icon }),
      ...(enablement === undefined ? {} : { enablement }),
    })),
    menus: menus(),
    keybindings: commands().flatMap(([id, { keys = [] }]) =>
      keys.map(key => ({ command: `${PREFIX}.${id}`, ...key })),
    ),
    configuration: {
      title: NAME,
      properties: Object.fromEntries(
        settings.map(([key, setting]) => [`${PREFIX}.${key}`, setting]),
      ),
    },
  };
}

/** The items of every menu; of the palette, those that it does not always offer. */
function menus(): Readonly<Record<string, readonly object[]>> {
  const found = new Map<string, object[]>([['commandPalette', []]]);
  const add = (menu: string, item: object): void => {
    found.set(menu, [...(found.get(menu) ?? []), item]);
  };
  for (const [id, { palette, menus = {} }] of commands()) {
    const command = `${PREFIX}.${id}`;
    if (palette !== undefined) add('commandPalette', { command, when: String(palette) });
    for (const [menu, items] of Object.entries(menus)) {
      for (const item of items) add(menu, { command, ...item });
    }
  }
  return Object.fromEntries(found);
}
