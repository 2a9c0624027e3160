import { shortId } from '../../core/ledger/plan/resolve';
import { blame as blameDocument, linesWithin, type BlamedLine } from '../../registry/blame';
import type { InputFor } from '../../operations/operation';
import type { blame as operation } from '../../operations/declared/versions';
import type { Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';
import { localTime } from '../when';

export const blame: Run<InputFor<typeof operation>> = async (context, { ref, lines: wanted }) => {
  const { ledger } = await context.read();
  const { source, lines } = await blameDocument(ledger, ref);
  const found = linesWithin(lines, wanted);
  const texts = source.split('\n');
  return {
    value: found,
    text: style =>
      printTable(
        found
          // The newline at the end of a text begins no line that anybody sees.
          .filter(({ line }) => line < texts.length || texts[line - 1] !== '')
          .map(item => row(item, texts[item.line - 1] ?? '', style)),
      ),
  };
};

function row({ line, version }: BlamedLine, text: string, style: Style): string[] {
  const number = String(line);
  if (version === null) return [style.dim('-'), '', 'not committed', '', '', number, text];
  const { id, number: versionNumber, at, author, message } = version;
  return [
    style.bold(`v${versionNumber}`),
    style.yellow(shortId(id)),
    author.name,
    style.dim(localTime(at)),
    cut(message.split('\n')[0] ?? ''),
    number,
    text,
  ];
}

const MESSAGE_WIDTH = 30;

function cut(text: string): string {
  return text.length <= MESSAGE_WIDTH ? text : `${text.slice(0, MESSAGE_WIDTH - 1)}…`;
}
