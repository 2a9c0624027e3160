import { parseJson, printJson } from '../core/base/json';
import { LedgerError } from '../core/base/errors';
import { requireDocument } from '../core/prompt/document/document';
import { lossesOnTheWay } from '../interop/comesBack';
import { exportPhoenix } from '../interop/phoenixExport';
import { importFiles } from '../interop/importFiles';
import { answerOf, askServer, oddAnswer, type Endpoint } from './http';
import { listAt, objectOf, textAt } from './answers';
import type { MadeThere, PromptThere, RemoteServer, VersionsThere } from './server';

type Answer = Readonly<Record<string, unknown>>;

const NAME = /^[a-z0-9](?:[_a-z0-9-]*[a-z0-9])?$/;

/** Arize Phoenix by its REST interface: schemas/openapi.json. */
export function phoenixServer(endpoint: Endpoint): RemoteServer {
  return {
    prompts: async () =>
      (await pages(endpoint, '/v1/prompts')).map(item => {
        const there = textAt(endpoint.url, item, 'name');
        return { prompt: ownNameOf(item) ?? there, there };
      }),
    nameOf,
    versions: prompt => versionsOf(endpoint, prompt),
    create: (prompt, source, message) => create(endpoint, prompt, { source, message }),
    labelProblem: tag =>
      NAME.test(tag)
        ? undefined
        : `Tags of Phoenix have letters, digits, "_" and "-" alone, and "${tag}" has others.`,
    label: async (_, there, tag) => {
      const path = `/v1/prompt_versions/${encodeURIComponent(there)}/tags`;
      await askServer(endpoint, path, { method: 'POST', body: printJson({ name: tag }) });
    },
  };
}

/** Names there have no slash and no dot. */
function nameOf(prompt: string): string {
  const there = prompt.replaceAll('/', '--');
  if (NAME.test(there)) return there;
  const message = `Phoenix cannot say this: names there have letters, digits, "_" and "-", not "${prompt}".`;
  throw new LedgerError('invalid-document', { prompt }, message);
}

/** What a list says on all its pages. */
async function pages(endpoint: Endpoint, path: string): Promise<readonly Answer[]> {
  const { url } = endpoint;
  const found: Answer[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const from = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const text = await askServer(endpoint, `${path}?limit=100${from}`);
    const answer = objectOf(url, answerOf(url, text));
    found.push(...listAt(url, answer, 'data').map(item => objectOf(url, item)));
    const next = answer.next_cursor;
    cursor = typeof next === 'string' ? next : undefined;
  }
  return found;
}

async function versionsOf(
  endpoint: Endpoint,
  { prompt, there }: PromptThere,
): Promise<VersionsThere> {
  const path = `/v1/prompts/${encodeURIComponent(there)}/versions`;
  const found = await pages(endpoint, path).catch(noneIfAbsent);
  const versions: Answer[] = [];
  for (const version of found) {
    const id = encodeURIComponent(textAt(endpoint.url, version, 'id'));
    const tags = await pages(endpoint, `/v1/prompt_versions/${id}/tags`);
    versions.push({ ...version, tags: tags.map(tag => textAt(endpoint.url, tag, 'name')) });
  }
  return read(endpoint, prompt, versions);
}

function read({ url }: Endpoint, prompt: string, versions: readonly Answer[]): VersionsThere {
  if (versions.length === 0) return { versions: [], losses: [] };
  const options = { from: 'phoenix', name: prompt, versions: true };
  const text = printJson({ data: versions });
  const [imported] = importFiles([{ file: url, text }], options);
  const known = (imported?.versions ?? []).map(version => {
    return { ...version, there: version.id ?? '' };
  });
  return { versions: known, losses: imported?.warnings ?? [] };
}

async function create(
  endpoint: Endpoint,
  { prompt }: PromptThere,
  { source, message }: { readonly source: string; readonly message: string },
): Promise<MadeThere> {
  const { url } = endpoint;
  const document = requireDocument(source, prompt);
  const exported = exportPhoenix(document, prompt);
  const request = parseJson(exported.text) as { prompt: object; version: object };
  const described = message === '' ? {} : { description: message };
  const body = printJson({ ...request, version: { ...request.version, ...described } });
  const text = await askServer(endpoint, '/v1/prompts', { method: 'POST', body });
  const made = objectOf(url, objectOf(url, answerOf(url, text)).data);
  const [version] = read(endpoint, prompt, [made]).versions;
  if (version === undefined) throw oddAnswer(url);
  const way = { format: 'phoenix', ending: '.json' } as const;
  return { version, losses: [...exported.warnings, ...lossesOnTheWay(document, exported, way)] };
}

/** The name that our push noted there: Phoenix has none with a slash. */
function ownNameOf({ metadata }: Answer): string | undefined {
  const own = (metadata as { promptledger?: { prompt?: unknown } } | null | undefined)
    ?.promptledger;
  return typeof own?.prompt === 'string' ? own.prompt : undefined;
}

function noneIfAbsent(error: unknown): readonly Answer[] {
  if (error instanceof LedgerError && error.code === 'prompt-not-found') return [];
  throw error;
}
