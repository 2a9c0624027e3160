import type { Fields } from '../../operations/schema';

/** An item of a menu, but for its command. */
interface MenuItem {
  readonly when?: string;
  readonly group?: string;
}

/** A command as a person meets it: in the palette, in menus, under keys. */
interface CommandContribution {
  /** In Title Case. "…" at its end: it asks for something. */
  readonly title: string;
  /** What it can be told besides the input of the operation that has its id. */
  readonly input?: Fields;
  readonly icon?: string;
  readonly enablement?: string;
  /** When the palette offers it: always where this is absent, never where it is false. */
  readonly palette?: string | false;
  /** By the id of the menu. */
  readonly menus?: Readonly<Record<string, readonly MenuItem[]>>;
  readonly keys?: readonly { readonly key: string; readonly mac?: string; readonly when: string }[];
}

/**
 * What a room adds to VS Code: the only place where it is said. `contributes` of package.json is
 * written from it (`npm run generate`), and a test holds the two equal.
 */
export interface Contributions {
  /** By id, without the prefix of the extension. */
  readonly commands?: Readonly<Record<string, CommandContribution>>;
  readonly views?: readonly { readonly id: string; readonly name: string }[];
  readonly viewsWelcome?: readonly {
    readonly view: string;
    readonly contents: string;
    readonly when?: string;
  }[];
  /** By key, without the prefix of the extension. */
  readonly settings?: Readonly<Record<string, object>>;
  /** Other points of contribution, as package.json has them. */
  readonly others?: Readonly<Record<string, unknown>>;
}

/** Keeps the literal types, so that the ids of the commands are known to the compiler. */
export function contributions<const C extends Contributions>(of: C): C {
  return of;
}

/** The ids of the commands of a room. */
export type CommandIdOf<C extends Contributions> = C extends {
  readonly commands: infer Commands;
}
  ? keyof Commands & string
  : never;
