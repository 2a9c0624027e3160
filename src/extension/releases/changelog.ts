import {
  printChangelogDraft,
  readChangelogDraft,
  type ChangelogDraft,
} from '../../core/release/changelogDraft';
import { LedgerError } from '../../core/base/errors';
import { verdictPhrases } from '../../core/release/verdictText';
import type { PromotionPreview } from '../../registry/releases';
import type { Command, CommandContext } from '../shell/command';
import { wrap } from '../shell/questions';
import { askText, BUTTON, type Answer, type Place } from '../shell/wizard';
import { movementOf } from './verdictRows';
import { tellError } from '../shell/shown';

/** Asks for the changelog of one promotion: in a line, or with more room in an editor. */
export async function askChangelog(
  context: CommandContext,
  place: Place,
  preview: PromotionPreview,
): Promise<Answer<{ changelog: string }>> {
  const { prompt, environment, changelog } = preview;
  // An input box has one line; what comes back unchanged keeps the lines that it had.
  const oneLine = changelog.replace(/^- /, '').replaceAll('\n- ', '; ').replaceAll('\n', ' ');
  const answer = await askText({
    ...place,
    title: `Promote ${prompt} to ${environment}`,
    prompt: 'Changelog of this release, from the commit messages in between.',
    value: oneLine,
    button: { icon: 'edit', tooltip: 'Write It in an Editor' },
  });
  if (answer === BUTTON) {
    const written = await writeChangelogs(context, environment, [preview]);
    return written === undefined ? undefined : { changelog: written[prompt] ?? '' };
  }
  return wrap(answer, text => ({ changelog: text === oneLine ? changelog : text }));
}

/** The changelogs of promotions, written in an editor; `undefined` where the person closed it. */
export async function writeChangelogs(
  { surfaces }: CommandContext,
  environment: string,
  previews: readonly PromotionPreview[],
): Promise<Readonly<Record<string, string>> | undefined> {
  const drafts = previews.map((preview): ChangelogDraft => {
    const { prompt, changelog } = preview;
    return { prompt, movement: movementOf(preview), changelog };
  });
  const notes = previews.flatMap(({ prompt, verdict }) => {
    const told = [...verdict.why, ...verdictPhrases(verdict)];
    return told.length === 0 ? [] : [`${prompt}: ${told.join(' · ')}`];
  });
  const prompts = drafts.map(({ prompt }) => prompt);
  let text: string | undefined = printChangelogDraft(environment, drafts, notes);
  for (;;) {
    text = await surfaces.writeChangelog(`Promote to ${environment}`, text);
    if (text === undefined) return undefined;
    try {
      return readChangelogDraft(text, prompts);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      // What was written comes back into an editor: nothing of it is lost.
      void tellError(error.message);
    }
  }
}

/** Accepts the changelog that is being written. */
export const acceptChangelog: Command<'acceptChangelog'> = async ({ surfaces }) => {
  await surfaces.acceptChangelog();
  return undefined;
};

/** Gives up the changelog that is being written, and the promotion with it. */
export const cancelChangelog: Command<'cancelChangelog'> = async ({ surfaces }) => {
  await surfaces.cancelChangelog();
  return undefined;
};
