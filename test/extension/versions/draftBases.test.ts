import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { DraftBases } from '../../../src/extension/versions/draftBases';
import { newRegistry, openRegistry, type OpenedRegistry } from '../../support/openedRegistry';
import { temporaryFolders } from '../../support/temporaryFolders';

const PROMPT = 'greeting';

describe('DraftBases', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let memory: Memento;
  let drafts: DraftBases;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    memory = newMemory();
    drafts = follow();
    await opened.registry.newPrompt({ prompt: PROMPT, source: 'one\n' });
  });

  afterEach(() => {
    opened.close();
  });

  /** What a window does: looks at every prompt that changed. */
  function follow(): DraftBases {
    const bases = new DraftBases(memory, 'file:///registry', {
      answers: opened.index.answers(() => undefined),
      queries: opened.index.queries,
    });
    opened.registry.onDidChange(({ prompts }) => {
      bases.look(prompts);
    });
    return bases;
  }

  it('knows nothing of a prompt that it never looked at', () => {
    assert.equal(drafts.parents('other'), undefined);
  });

  it('a text before any version was made from none', () => {
    assert.deepEqual(drafts.parents(PROMPT), []);
  });

  it('a text that equals the head was made from it', async () => {
    const { id } = await opened.registry.commit({ prompt: PROMPT });
    assert.deepEqual(drafts.parents(PROMPT), [id]);
  });

  it('an edit stays made from what it was when somebody else commits', async () => {
    const { id } = await opened.registry.commit({ prompt: PROMPT });
    await edit('mine\n');
    await opened.registry.commit({ prompt: PROMPT, source: 'theirs\n' });
    assert.deepEqual(drafts.parents(PROMPT), [id]);
  });

  it('text and heads that another program changed together hold each other', async () => {
    await opened.registry.commit({ prompt: PROMPT });
    await edit('mine\n');
    const branch = await pulled('theirs\n', 'mine and theirs\n');
    assert.deepEqual(drafts.parents(PROMPT), [branch]);
  });

  it('an own edit that is saved while somebody commits does not hold what they wrote', async () => {
    const { id } = await opened.registry.commit({ prompt: PROMPT });
    drafts.savedHere(PROMPT);
    await pulled('theirs\n', 'mine\n');
    assert.deepEqual(drafts.parents(PROMPT), [id]);
  });

  it('a merged text was made from every head', async () => {
    await opened.registry.commit({ prompt: PROMPT });
    await edit('mine\n');
    const { id } = await opened.registry.commit({ prompt: PROMPT, source: 'theirs\n' });
    drafts.merged(PROMPT, [id]);
    assert.deepEqual(drafts.parents(PROMPT), [id]);
  });

  it('what it knows outlives the window', async () => {
    const { id } = await opened.registry.commit({ prompt: PROMPT });
    await edit('mine\n');
    await opened.registry.commit({ prompt: PROMPT, source: 'theirs\n' });
    assert.deepEqual(follow().parents(PROMPT), [id]);
  });

  async function edit(text: string): Promise<void> {
    drafts.savedHere(PROMPT);
    await opened.documents.write(PROMPT, text);
    await opened.registry.refresh();
  }

  /** Somebody else's version and another text arrive between two looks. */
  async function pulled(source: string, text: string): Promise<string> {
    const other = await openSame();
    const { id } = await other.registry.commit({ prompt: PROMPT, source });
    await opened.documents.write(PROMPT, text);
    await opened.registry.refresh();
    other.close();
    return id;
  }

  async function openSame(): Promise<OpenedRegistry> {
    const other = await openRegistry(opened.root, { clock: () => Date.UTC(2027, 0, 1) });
    await other.registry.refresh();
    return other;
  }
});

/** VS Code's memory of a workspace, as far as it is used here: values that outlive a window. */
function newMemory(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}
