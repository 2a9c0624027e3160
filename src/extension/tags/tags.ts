import { requireWritable, type Command } from '../shell/command';
import { askPrompt, askTag, askReference, wrap } from '../shell/questions';
import { askText, pick, wizard } from '../shell/wizard';
import { versionLabel } from '../shell/format';
import { tellInStatusBar } from '../shell/shown';

interface TagAnswers {
  readonly prompt?: string;
  readonly ref?: string;
  readonly tag?: string;
  readonly description?: string;
}

/** Sets or moves a tag. */
export const tag: Command<'tag'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const known: TagAnswers = {
    prompt: input.prompt ?? input.ref,
    // From an item of the tags view the tag is known and the version is what is asked for, unless it was dropped there.
    ref: isInteractive && input.tag !== undefined ? input.version : input.ref,
    tag: input.tag,
    description: isInteractive ? input.description : (input.description ?? ''),
  };
  const done = await wizard<TagAnswers>('Tag Version', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.versions > 0) },
    {
      field: 'ref',
      ask: async ({ prompt = '', tag: name }, place) => {
        const placeholder =
          name === undefined ? 'Choose a version' : `Choose what ${name} points at`;
        return askReference(session, place, prompt, placeholder);
      },
    },
    {
      field: 'tag',
      ask: async ({ ref = '' }, place) => {
        const { prompt, number } = await session.registry.version(ref);
        return askTag(session, { ...place, title: `Tag ${prompt} v${number}` }, prompt);
      },
    },
    {
      field: 'description',
      ask: async ({ ref = '', tag: name = '' }, place) => {
        // Everybody knows what an environment is for; a protected one refuses at once.
        const { environments } = await session.registry.config();
        if (environments.some(environment => environment.name === name)) return { description: '' };
        const version = await session.registry.version(ref);
        const title = `Tag ${version.prompt} v${version.number} as ${name}`;
        const prompt = `What is "${name}" for? Empty leaves it as it is.`;
        const answer = await askText({ ...place, title, prompt, placeholder: 'Optional' });
        return wrap(answer, description => ({ description }));
      },
    },
  ]);
  if (done?.ref === undefined || done.tag === undefined) return undefined;
  const info = await session.registry.tag({
    ref: done.ref,
    tag: done.tag,
    description: done.description === '' ? undefined : done.description,
    immutable: input.immutable,
  });
  const where = `${info.prompt} ${versionLabel(info)}`;
  tellInStatusBar(`$(tag) ${info.tag} points at ${where}`, 5000);
  return info;
};

/** Removes a tag; its history stays. */
export const untag: Command<'untag'> = async (context, { input }) => {
  const session = await requireWritable(context);
  const known = { prompt: input.prompt, tag: input.tag };
  const done = await wizard('Remove Tag', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.tags.length > 0) },
    {
      field: 'tag',
      ask: async ({ prompt = '' }, place) => {
        const items = session.answers.tags(prompt).map(info => ({
          label: info.tag,
          description: `now ${versionLabel(info)}`,
          value: info.tag,
        }));
        const answer = await pick({ ...place, placeholder: 'Choose the tag to remove', items });
        return wrap(answer, name => ({ tag: name }));
      },
    },
  ]);
  if (done?.prompt === undefined || done.tag === undefined) return undefined;
  const info = await session.registry.untag({ prompt: done.prompt, tag: done.tag });
  tellInStatusBar(`$(trash) Removed ${info.tag} from ${info.prompt}`, 5000);
  return info;
};
