import { parseTagName } from '../core/base/names';
import { planTag, type TagRequest } from '../core/ledger/plan/tag';
import type { TagRecord } from '../core/ledger/records/records';
import type { RegistryConfig } from '../core/ledger/environments/registryConfig';
import { tagInfo } from '../core/ledger/derive/shapes';
import type { TagInput, UntagInput } from './inputs';
import type { Ledger } from './ledger';
import { withRecord } from './written';
import type { TagInfo } from '../core/ledger/derive/model';
import type { PromptSnapshot } from './model';

/** Sets or moves a tag. Throws what `planTag` does and what resolving the reference does. */
export async function tag(ledger: Ledger, input: TagInput): Promise<TagInfo> {
  const config = await ledger.config();
  const name = parseTagName(input.tag);
  const { snapshot, version } = await ledger.version(input.ref);
  return writeTag(ledger, config, snapshot, {
    prompt: snapshot.name,
    tag: name,
    version: version.id,
    description: input.description,
    immutable: input.immutable ?? false,
  });
}

/** Removes a tag; its history stays. Throws what `planTag` does. */
export async function untag(ledger: Ledger, input: UntagInput): Promise<TagInfo> {
  const config = await ledger.config();
  const name = parseTagName(input.tag);
  const snapshot = await ledger.prompt(input.prompt);
  return writeTag(ledger, config, snapshot, {
    prompt: snapshot.name,
    tag: name,
    version: null,
    description: '',
    immutable: false,
  });
}

/** Writes what `planTag` decides. */
async function writeTag(
  ledger: Ledger,
  config: RegistryConfig,
  snapshot: PromptSnapshot,
  request: TagRequest,
): Promise<TagInfo> {
  const plan = planTag(snapshot.state, config, request);
  const record = await ledger.write<TagRecord>(snapshot, plan);
  const { name, state } = withRecord(snapshot, record);
  const moved = state.tags.get(request.tag);
  if (moved === undefined)
    throw new Error(`The tag "${request.tag}" was written and is not there.`);
  return tagInfo(name, state, moved);
}
