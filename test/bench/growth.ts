import { diffMarkdown } from '../../src/core/compare/sharing/markdown';
import { importFiles } from '../../src/interop/importFiles';
import { mergeDocuments } from '../../src/core/prompt/merge/documents';
import { median, timeRuns } from './timing';

/** How long something takes for an input of so many parts, and for one of a quarter of them. */
export interface Growth {
  readonly case: string;
  readonly parts: number;
  readonly whole: number;
  readonly quarter: number;
}

const RUNS = 3;

const numbered = (count: number, print: (at: number) => string, by = '\n'): string =>
  Array.from({ length: count }, (_, at) => print(at)).join(by);
const variables = (count: number, name: string): string =>
  numbered(count, at => `{{${name}${at}}}`);
const inputs = (count: number, name: string): string =>
  `---\ninputs: { ${numbered(count, at => `${name}${at}: {type: string}`, ', ')} }\n---\nx`;
const chat = (count: number, role: string): string =>
  `---\ntype: chat\n---\n${`${role}:\nhi\n\n`.repeat(count)}`;
const compare = (left: string, right: string): string =>
  diffMarkdown([
    { prompt: 'p', left: { label: 'a', source: left }, right: { label: 'b', source: right } },
  ]);

/** What strangers may give in a size of their choice. */
const CASES: readonly (readonly [name: string, parts: number, work: (parts: number) => unknown])[] =
  [
    [
      'compare renamed variables',
      40_000,
      count => compare(variables(count, 'v'), variables(count, 'w')),
    ],
    ['compare renamed inputs', 20_000, count => compare(inputs(count, 'a'), inputs(count, 'b'))],
    [
      'compare other messages',
      40_000,
      count => compare(chat(count, 'user'), chat(count, 'assistant')),
    ],
    [
      'merge renamed inputs',
      20_000,
      count =>
        mergeDocuments({
          base: inputs(count, 'a'),
          ours: inputs(count, 'b'),
          theirs: inputs(count, 'a').replace('string', 'number'),
        }),
    ],
    [
      'import blanks',
      200_000,
      count =>
        importFiles([
          {
            file: 'a.prompty',
            text: `---\nname: a\n---\nsystem:\n${' '.repeat(count)}x`,
          },
        ]),
    ],
  ];

/** Times each case whole and a quarter of it: about 4 is proportional, 16 would be the square. */
export async function timeGrowth(): Promise<readonly Growth[]> {
  const results: Growth[] = [];
  for (const [name, parts, work] of CASES) {
    const time = async (count: number): Promise<number> =>
      median(
        await timeRuns(
          RUNS,
          () => undefined,
          () => work(count),
        ),
      );
    const quarter = await time(parts / 4);
    results.push({ case: name, parts, whole: await time(parts), quarter });
  }
  return results;
}
