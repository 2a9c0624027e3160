/**
 * What git must leave alone: a record is its bytes, whatever an outer `.gitattributes` says of line ends,
 * encodings, filters and `$Id$`. Documents and samples are text with "\n", in every clone.
 */
export const GIT_ATTRIBUTES = [
  '* -text -filter -ident -working-tree-encoding',
  'prompts/** text eol=lf',
  'samples/** text eol=lf',
  'records/** linguist-generated',
  'answers/** linguist-generated',
  '',
].join('\n');

export const GIT_IGNORE = 'cache/\n';

/** What was written before it; `init` puts the newer in place of exactly that, and of nothing else. */
const FORMER_ATTRIBUTES: readonly string[] = [
  '* -text\nprompts/** text eol=lf\nsamples/** text eol=lf\nrecords/** linguist-generated\n',
];

/** Whether a file that is there is to be written anew: nobody has changed what we wrote. */
export function isFormer(name: string, text: string): boolean {
  return name === '.gitattributes' && FORMER_ATTRIBUTES.includes(text.replaceAll('\r\n', '\n'));
}
