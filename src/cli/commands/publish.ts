import { resolve } from 'node:path';
import type { publish as operation } from '../../operations/declared/exchange';
import type { InputFor } from '../../operations/operation';
import {
  publish as publishTags,
  type PublishedTag,
  type PublishTarget,
} from '../../registry/publish';
import { knownEnvironments } from '../../registry/tagNames';
import { PublishFolder } from '../../store/publishFolder';
import { HEADER_VARIABLE, PublishHost } from '../../store/publishHost';
import type { Context, Run } from '../command';
import type { Style } from '../style';
import { printTable } from '../table';
import { refuseRegistryFile } from '../writeOutput';

export const publish: Run<InputFor<typeof operation>> = async (
  context,
  { tags = [], environments, to, force },
) => {
  const { ledger } = await context.read();
  const isAll = environments === true || tags.length === 0;
  const all = isAll ? (await knownEnvironments(ledger)).map(({ name }) => name) : [];
  const target = await targetOf(context, to);
  const published = await context.progress('Publishing…', () =>
    publishTags(ledger, target, { tags: [...all, ...tags], force }),
  );
  return { value: published, text: style => printTable(published.map(item => row(item, style))) };
};

async function targetOf(context: Context, to: string): Promise<PublishTarget> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(to)) return new PublishHost(to, process.env[HEADER_VARIABLE]);
  const { folder, options } = context;
  const root = resolve(folder, to);
  await refuseRegistryFile(
    root,
    options.registry === undefined ? [] : [resolve(folder, options.registry)],
  );
  return new PublishFolder(root, context.warn);
}

function row({ tag, sha256, bytes, written }: PublishedTag, style: Style): readonly string[] {
  const what =
    written.length === 0 ? style.dim('unchanged') : style.green(`wrote ${written.join(' and ')}`);
  return [style.bold(tag), sha256.slice(0, 12), `${bytes} bytes`, what];
}
