import { requireDocument } from '../core/prompt/document/document';
import { parseJson, printJson } from '../core/base/json';
import { exportLangfuse } from '../interop/langfuseExport';
import { importFiles } from '../interop/importFiles';
import { slugPath } from '../interop/promptName';
import { lossesOnTheWay } from '../interop/comesBack';
import { answerOf, askServer, oddAnswer, type Endpoint } from './http';
import { listAt, numberAt, objectOf, textAt } from './answers';
import type { MadeThere, PromptThere, RemoteServer, VersionsThere } from './server';

type Answer = Readonly<Record<string, unknown>>;

const PAGE = 100;
const PROMPTS = '/api/public/v2/prompts';

/** Langfuse by its public interface: fern/apis/server/definition/prompts.yml and prompt-version.yml. */
export function langfuseServer(endpoint: Endpoint): RemoteServer {
  return {
    prompts: async () => {
      const { url } = endpoint;
      const names = (await metas(endpoint, '')).map(meta => textAt(url, meta, 'name'));
      return names.flatMap(there => {
        const prompt = slugPath(there);
        return prompt === undefined ? [] : [{ prompt, there }];
      });
    },
    nameOf: prompt => prompt,
    versions: prompt => versionsOf(endpoint, prompt),
    create: (prompt, source, message) => create(endpoint, prompt, { source, message }),
    labelProblem: tag => {
      if (/^[a-z0-9_\-.]{1,36}$/.test(tag)) return undefined;
      return `Labels of Langfuse have up to 36 letters, digits, "_", "-" and ".", and "${tag}" is longer.`;
    },
    label: async ({ there }, number, tag) => {
      const path = `${PROMPTS}/${encodeURIComponent(there)}/versions/${number}`;
      const body = printJson({ newLabels: [tag] });
      await askServer(endpoint, path, { method: 'PATCH', body });
    },
  };
}

/** What its list says of each prompt: all pages of it. */
async function metas(endpoint: Endpoint, query: string): Promise<readonly Answer[]> {
  const { url } = endpoint;
  const found: Answer[] = [];
  for (let page = 1; ; page++) {
    const text = await askServer(endpoint, `${PROMPTS}?${query}limit=${PAGE}&page=${page}`);
    const answer = objectOf(url, answerOf(url, text));
    found.push(...listAt(url, answer, 'data').map(item => objectOf(url, item)));
    if (page >= numberAt(url, objectOf(url, answer.meta), 'totalPages')) return found;
  }
}

async function versionsOf(
  endpoint: Endpoint,
  { prompt, there }: PromptThere,
): Promise<VersionsThere> {
  const name = encodeURIComponent(there);
  const meta = (await metas(endpoint, `name=${name}&`)).find(item => item.name === there);
  const numbers = meta === undefined ? [] : listAt(endpoint.url, meta, 'versions').map(Number);
  const texts: string[] = [];
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const path = `${PROMPTS}/${name}?version=${number}&resolve=false`;
    texts.push(await askServer(endpoint, path));
  }
  return read(endpoint, prompt, texts);
}

/** Answers joined as they are written: a number that is read and printed may be another. */
function read({ url }: Endpoint, prompt: string, texts: readonly string[]): VersionsThere {
  if (texts.length === 0) return { versions: [], losses: [] };
  const options = { from: 'langfuse', name: prompt, versions: true };
  const [imported] = importFiles([{ file: url, text: `[${texts.join(',')}]` }], options);
  const versions = (imported?.versions ?? []).map(version => {
    return { ...version, there: String(version.number) };
  });
  return { versions, losses: imported?.warnings ?? [] };
}

async function create(
  endpoint: Endpoint,
  { prompt, there }: PromptThere,
  { source, message }: { readonly source: string; readonly message: string },
): Promise<MadeThere> {
  const document = requireDocument(source, prompt);
  const exported = exportLangfuse(document, there);
  const body = printJson({
    ...(parseJson(exported.text) as object),
    ...(message === '' ? {} : { commitMessage: message.slice(0, 500) }),
  });
  const text = await askServer(endpoint, PROMPTS, { method: 'POST', body });
  const [version] = read(endpoint, prompt, [text]).versions;
  if (version === undefined) throw oddAnswer(endpoint.url);
  const way = { format: 'langfuse', ending: '.json' } as const;
  return { version, losses: [...exported.warnings, ...lossesOnTheWay(document, exported, way)] };
}
