import { compare } from '../operations/declared/compare';
import { environments } from '../operations/declared/environments';
import { dependents, list, search } from '../operations/declared/prompts';
import { previewPromotion } from '../operations/declared/releases';
import { check, render, samples, showSample } from '../operations/declared/rendering';
import { show, versions } from '../operations/declared/versions';
import { count, optional } from '../operations/schema';
import { check as checkDocument } from '../registry/check';
import type { PromptInfo } from '../core/ledger/derive/model';
import { sampleValues } from '../registry/render';
import { PAGE, pageOf } from './page';
import { tool, type AgentTool } from './tool';
import type { Session } from './world';

/** For a text that is longer than an answer. */
const OFFSET = {
  offset: optional(
    count('begin the text at this character: where an answer said that more was left out'),
  ),
};

const listing = tool(
  list,
  { ...list.input, ...PAGE },
  {
    run: async (session, { search: wanted, tag, labels = [], ...page }) => {
      const holding = wanted === undefined ? undefined : await promptsHolding(session, wanted);
      const all = await session.registry.list();
      const found = all.filter(
        info =>
          (holding === undefined || holding.has(info.prompt)) &&
          (tag === undefined || info.tags.some(item => item.tag === tag)) &&
          labels.every(label => info.labels.includes(label)),
      );
      return pageOf<PromptInfo>(found, page, ({ prompt }) => prompt);
    },
  },
);

async function promptsHolding(session: Session, text: string): Promise<ReadonlySet<string>> {
  return new Set((await session.search(text)).map(({ prompt }) => prompt));
}

const searching = tool(
  search,
  { ...search.input, ...PAGE },
  {
    note: 'Answers with the places that hold the text, each with its line.',
    run: async (session, { text, ...page }) =>
      pageOf(await session.search(text), page, ({ prompt }) => prompt),
  },
);

const showing = tool(
  show,
  { ...show.input, ...OFFSET },
  {
    run: async ({ registry }, { ref, offset = 0 }) => {
      const version = await registry.version(ref);
      return { ...version, source: version.source.slice(offset) };
    },
  },
);

const history = tool(
  versions,
  { prompt: versions.input.prompt, ...PAGE },
  {
    note: 'Without their texts: "show" has those.',
    run: async ({ registry }, { prompt, ...page }) =>
      pageOf(await registry.lists.versions(prompt, {}), page, ({ id }) => id),
  },
);

const comparing = tool(
  compare,
  { ...compare.input, ...OFFSET },
  {
    run: async ({ registry }, { left, right, offset = 0 }) => {
      const { info } = await registry.diff({ left, right });
      return { ...info, unified: info.unified.slice(offset) };
    },
  },
);

const rendering = tool(render, render.input, {
  run: ({ registry }, input) => registry.render(input),
});

const checking = tool(check, check.input, {
  run: ({ ledger }, input) => checkDocument(ledger, input),
});

const sampleNames = tool(
  samples,
  { ...samples.input, ...PAGE },
  {
    run: async ({ ledger, registry }, { prompt, ...page }) => {
      const names =
        prompt === undefined
          ? (await registry.list()).map(info => info.prompt)
          : [(await registry.existing(prompt)).name];
      const found = [];
      for (const name of names) {
        const own = await ledger.ports.documents.samples(name);
        found.push(...own.map(sample => ({ prompt: name, sample })));
      }
      return pageOf(found, page, ({ prompt: of, sample }) => `${of}#${sample}`);
    },
  },
);

const sampleShown = tool(showSample, showSample.input, {
  run: async ({ ledger, registry }, { prompt, sample }) => {
    const { name } = await registry.existing(prompt);
    return { values: await sampleValues(ledger, name, sample) };
  },
});

const including = tool(
  dependents,
  { ...dependents.input, ...PAGE },
  {
    run: async ({ registry }, { prompt, ...page }) =>
      pageOf(await registry.dependents(prompt), page, item => `${item.prompt}:${item.line}`),
  },
);

const pipeline = tool(environments, environments.input, {
  run: async ({ registry }) => ({ environments: (await registry.config()).environments }),
});

const promotion = tool(previewPromotion, previewPromotion.input, {
  note: 'An agent releases nothing: a person promotes, with "promote" or in the editor.',
  run: async ({ registry }, input) => {
    const preview = await registry.previewPromotion(input);
    return { ...preview, refusal: preview.refusal?.toJSON().error ?? null };
  },
});

/** What only reads. */
export const READING_TOOLS: readonly AgentTool[] = [
  listing,
  searching,
  showing,
  history,
  comparing,
  rendering,
  checking,
  sampleNames,
  sampleShown,
  including,
  pipeline,
  promotion,
];
