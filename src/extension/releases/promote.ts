import * as vscode from 'vscode';
import type { PromotionPreview } from '../../registry/releases';
import { versionLabel } from '../shell/format';
import { askChangelog } from './changelog';
import { requireWritable, type Command, type CommandContext } from '../shell/command';
import { promoteAll } from './promoteAll';
import { openNativeDiff } from '../compare/compare';
import { askPromotionTarget, wrap } from '../shell/questions';
import { BACK, pick, wizard, type Answer, type Choice, type Place } from '../shell/wizard';
import { approve } from './approve';
import { refusalLine, verdictLine, verdictRows } from './verdictRows';
import { tellInStatusBar } from '../shell/shown';
import type { ReleaseInfo } from '../../core/ledger/derive/model';

interface PromoteAnswers {
  readonly environment?: string;
  readonly seen?: true;
  readonly changelog?: string;
}

/**
 * Releases to an environment what the one before it serves. A person who has not said which prompt
 * chooses from what the two environments serve differently.
 */
export const promote: Command<'promote'> = async (context, call) => {
  const { input, isInteractive } = call;
  const session = await requireWritable(context);
  const { prompt, version } = input;
  if (prompt === undefined && isInteractive) return promoteAll(context, call);
  if (!isInteractive) {
    const { environment = '', changelog } = input;
    const release = { prompt: prompt ?? '', environment, version, changelog };
    return tellPromoted(await session.registry.promote(release));
  }
  const preview = ({ environment = '' }: PromoteAnswers): Promise<PromotionPreview> =>
    session.registry.previewPromotion({ prompt: prompt ?? '', environment, version });
  const known: PromoteAnswers = { environment: input.environment };
  const done = await wizard<PromoteAnswers>('Promote', known, [
    {
      field: 'environment',
      ask: (_, place) => askPromotionTarget(session, place, prompt),
    },
    { field: 'seen', ask: async (state, place) => look(context, place, await preview(state)) },
    {
      field: 'changelog',
      ask: async (state, place) => askChangelog(context, place, await preview(state)),
    },
  ]);
  if (done?.environment === undefined) return undefined;
  const { environment, changelog } = done;
  const release = { prompt: prompt ?? '', environment, version, changelog };
  return tellPromoted(await session.registry.promote(release));
};

function tellPromoted(release: ReleaseInfo): ReleaseInfo {
  const what = `${release.prompt} ${versionLabel(release)}`;
  tellInStatusBar(`$(rocket) ${release.environment} serves ${what}`, 5000);
  return release;
}

type LookChoice = 'go' | 'compare' | 'diff' | 'approve' | 'ask';

/** Shows what the promotion changes until the person goes on; comparisons open behind the question. */
async function look(
  context: CommandContext,
  place: Place,
  preview: PromotionPreview,
): Promise<Answer<{ seen: true }>> {
  const { prompt, environment, next } = preview;
  const title = `Promote ${prompt} to ${environment}`;
  for (;;) {
    const items = lookChoices(preview);
    const answer = await pick({ ...place, title, placeholder: 'What would change', items });
    if (answer === undefined || answer === BACK || answer === 'go') {
      return wrap(answer, () => ({ seen: true }));
    }
    if (answer === 'approve') {
      const given = { ref: `${prompt}@${next.id}`, prompt, environment };
      await approve(context, { input: given, isInteractive: true });
      return undefined;
    }
    if (answer === 'ask') await vscode.env.clipboard.writeText(preview.refusal?.message ?? '');
    else await lookCloser(context, preview, answer);
  }
}

async function lookCloser(
  { registryHost, surfaces }: CommandContext,
  { prompt, current, next }: PromotionPreview,
  where: 'compare' | 'diff',
): Promise<void> {
  const left = current ?? next;
  if (where === 'compare') surfaces.compare(prompt, left.id, next.id);
  else
    await openNativeDiff((await registryHost.require()).root, prompt, sideOf(left), sideOf(next));
}

function sideOf({ id, number }: { readonly id: string; readonly number: number }) {
  return { side: id, label: `v${number}` };
}

function lookChoices(preview: PromotionPreview): Choice<LookChoice>[] {
  return [...firstRows(preview), ...verdictRows(preview), ...closerRows(preview)];
}

/** The promotion itself, or why it cannot be made yet. */
function firstRows(preview: PromotionPreview): Choice<LookChoice>[] {
  const { environment, current, next, verdict, approvals, refusal } = preview;
  const was = current === null ? 'nothing' : `v${current.number}`;
  if (refusal === null) {
    const go: Choice<LookChoice> = {
      label: `$(rocket) Promote v${next.number} to ${environment}`,
      description: `it serves ${was} now`,
      detail: verdictLine(verdict, current === null),
      value: 'go',
    };
    return [go];
  }
  const rows: Choice<LookChoice>[] = [
    { label: `$(error) Cannot be promoted to ${environment} yet`, detail: refusalLine(preview) },
  ];
  if (approvals.missing > 0) {
    const given = approvals.given.map(({ author }) => author.name).join(', ');
    rows.push({
      label: `$(pass) Approve v${next.number} for ${environment}…`,
      description: `${approvals.given.length} of ${approvals.needed} given${given === '' ? '' : `: ${given}`}`,
      value: 'approve',
    });
    rows.push({
      label: '$(copy) Copy a Request for Others',
      description: 'what is needed, who can give it and how',
      value: 'ask',
    });
  }
  return rows;
}

function closerRows({ current, next }: PromotionPreview): Choice<LookChoice>[] {
  if (current === null) return [];
  const which = `v${current.number} with v${next.number}`;
  return [
    { label: 'Look Closer', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(diff) Compare ${which}`,
      description: 'opens behind this list',
      value: 'compare',
    },
    { label: `$(diff-multiple) Compare ${which} in the Diff Editor`, value: 'diff' },
  ];
}
