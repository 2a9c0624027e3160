import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  isRecordFileName,
  printRecord,
  readRecordFile,
  recordFileName,
  recordId,
  type RecordFile,
} from '../../../../src/core/ledger/records/recordFile';
import type {
  Draft,
  LedgerRecord,
  VersionRecord,
} from '../../../../src/core/ledger/records/records';
import { digest } from '../../../../src/store/digest';
import { foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import { holdsFor } from '../../../support/seeded';

const AT = '2026-11-20T09:15:30.123Z';
const draft: Draft<VersionRecord> = {
  kind: 'version',
  prompt: 'support/greeting',
  at: AT,
  author: { name: 'Ada', email: 'ada@example.com' },
  parents: [],
  number: 5,
  message: 'Added escalation guidelines',
  includes: { 'shared/tone@production': '0123456789abcdef0123456789abcdef' },
  source: ['---', 'model: gpt-4', '---', 'You are …', ''],
};

/** The example of the design, byte for byte. */
const GOLDEN = `{
  "kind": "version",
  "prompt": "support/greeting",
  "at": "2026-11-20T09:15:30.123Z",
  "author": {
    "name": "Ada",
    "email": "ada@example.com"
  },
  "parents": [],
  "number": 5,
  "message": "Added escalation guidelines",
  "includes": {
    "shared/tone@production": "0123456789abcdef0123456789abcdef"
  },
  "source": [
    "---",
    "model: gpt-4",
    "---",
    "You are …",
    ""
  ]
}
`;
const GOLDEN_NAME = '20261120T091530123Z-7cdec87449d438172f54cd7e9cb6c704.json';

/** The file that a text would be, under the name that its bytes give it. */
function fileOf(text: string, given: Partial<RecordFile> = {}): RecordFile {
  const id = recordId(digest(text));
  return {
    folder: 'support/greeting',
    name: `20261120T091530123Z-${id}.json`,
    text,
    digest: digest(text),
    ...given,
  };
}

/** The record file of the golden record with some fields replaced (`undefined`: left out). */
function changed(fields: Record<string, unknown>): RecordFile {
  return fileOf(JSON.stringify({ ...draft, ...fields }));
}

function problemOf(file: RecordFile): string {
  const read = readRecordFile(file);
  return read.kind === 'problem' ? read.problem.message : read.kind;
}

describe('a record file', () => {
  it('has exactly these bytes', () => {
    strictEqual(printRecord(draft as Draft<LedgerRecord>), GOLDEN);
  });

  it('has exactly this name', () => {
    strictEqual(digest(GOLDEN), '7cdec87449d438172f54cd7e9cb6c704787e9913c6fe1d96d8e3a633649d5677');
    strictEqual(recordFileName(AT, recordId(digest(GOLDEN))), GOLDEN_NAME);
  });

  it('reads back as the record that was written', () => {
    holdsFor(histories, 100, ({ all }) => {
      for (const folder of foldersOf(all)) {
        for (const { id, ...rest } of inFolder(all, folder)) {
          const text = printRecord(rest);
          const name = recordFileName(rest.at, id);
          const read = readRecordFile({ folder, name, text, digest: digest(text) });
          deepStrictEqual(read, { kind: 'record', record: { ...rest, id } });
        }
      }
    });
  });

  it('may be laid out in another way, as long as its name fits its bytes', () => {
    strictEqual(problemOf(fileOf(JSON.stringify(draft))), 'record');
  });

  it('keeps fields that this reader does not know', () => {
    const read = readRecordFile(changed({ mood: 'sunny' }));
    strictEqual(read.kind === 'record' && 'mood' in read.record && read.record.mood, 'sunny');
  });

  it('has its own id, whatever its text says of one', () => {
    const file = changed({ id: 'f'.repeat(32) });
    const read = readRecordFile(file);
    strictEqual(read.kind === 'record' && read.record.id, recordId(file.digest));
  });

  it('of a kind from a newer writer is known to be one, and no problem', () => {
    strictEqual(problemOf(changed({ kind: 'later', number: undefined })), 'unknown');
    strictEqual(problemOf(changed({ kind: 'constructor' })), 'unknown');
    strictEqual(problemOf(changed({ kind: '__proto__' })), 'unknown');
  });
});

describe('a record file is reported', () => {
  const lines = JSON.stringify(draft, null, 2);
  const flipped = `${lines.replace('escalation', 'Escalation')}\n`;
  const cases: [what: string, file: RecordFile, message: string][] = [
    ['with a flipped byte', { ...fileOf(flipped), name: fileOf(GOLDEN).name }, 'was changed after'],
    ['under a name that is no record’s', fileOf(GOLDEN, { name: 'notes.json' }), 'Its name is not'],
    ['under a name without its time', fileOf(GOLDEN, { name: `${'0'.repeat(32)}.json` }), 'name'],
    ['whose name has another time', named('20261120T091530124Z'), 'name different times'],
    ['in another folder', fileOf(GOLDEN, { folder: 'other' }), 'belongs to "support/greeting"'],
    ['whose prompt is "../../evil"', hostile('../../evil'), '"prompt" is no prompt name'],
    ['whose prompt is a device', hostile('con'), 'device name on Windows'],
    ['whose prompt is no text', hostile(7), '"prompt" is missing'],
    ['that is no UTF-8', fileOf(GOLDEN, { text: undefined }), 'not UTF-8'],
    ['that is empty', fileOf(''), 'no JSON object'],
    ['that is cut off', fileOf(GOLDEN.slice(0, 90)), 'no JSON object'],
    ['that is a list', fileOf('[]'), 'no JSON object'],
    ['that is null', fileOf('null'), 'no JSON object'],
    ['without a time', changed({ at: undefined }), '"at" is no time'],
    ['with a time of another form', changed({ at: '2026-11-20 09:15' }), '"at" is no time'],
    ['with a day that no month has', changed({ at: '2026-02-30T00:00:00.000Z' }), '"at" is no'],
    ['with a second too many', changed({ at: '2026-11-20T09:15:60.000Z' }), '"at" is no time'],
    ['from after the year 9000', changed({ at: '9001-01-01T00:00:00.000Z' }), '"at" is no time'],
    ['with a tag that is none', changed({ kind: 'tag', tag: '../x' }), '"tag" is missing or not'],
    ['whose source has a line with a line end', changed({ source: ['a\nb'] }), '"source"'],
  ];
  for (const [what, file, message] of cases) {
    it(`${what}: ${message}`, () => {
      const read = readRecordFile(file);
      if (read.kind !== 'problem') throw new Error(`It was read as a ${read.kind}.`);
      strictEqual(read.problem.code, 'record-corrupt');
      strictEqual(read.problem.path, `records/${file.folder}/${file.name}`);
      strictEqual(read.problem.message.includes(message), true, read.problem.message);
    });
  }

  it('as damaged where it was a record until its name was changed, as void where it never was one', () => {
    const isVoid = (file: RecordFile): boolean | undefined => {
      const read = readRecordFile(file);
      return read.kind === 'problem' ? read.problem.isVoid === true : undefined;
    };
    strictEqual(isVoid(named('20261120T091530124Z')), false);
    strictEqual(isVoid(changed({ at: '9001-01-01T00:00:00.000Z' })), true);
    strictEqual(isVoid(fileOf(GOLDEN, { name: 'notes.json' })), false);
    strictEqual(isVoid(fileOf(GOLDEN, { name: 'notes.json', folder: 'Odd Dir' })), true);
  });

  it('as that of the prompt that it names, where it is sound and lies elsewhere', () => {
    const ownerOf = (file: RecordFile): readonly [string | undefined, boolean] | undefined => {
      const read = readRecordFile(file);
      if (read.kind !== 'problem') return undefined;
      return [read.problem.belongsTo, read.problem.isVoid === true];
    };
    for (const folder of ['other', '', 'Odd Dir']) {
      deepStrictEqual(ownerOf(fileOf(GOLDEN, { folder })), ['support/greeting', true], folder);
    }
    deepStrictEqual(ownerOf(fileOf(flipped, { folder: 'other' })), ['support/greeting', true]);
    const unsound: [string, RecordFile, boolean][] = [
      ['changed', { ...fileOf(flipped, { folder: 'other' }), name: fileOf(GOLDEN).name }, false],
      ['of another time', { ...named('20261120T091530124Z'), folder: 'other' }, true],
      ['that is none', { ...changed({ tag: '../x', kind: 'tag' }), folder: 'other' }, true],
    ];
    for (const [what, file, isVoid] of unsound) {
      deepStrictEqual(ownerOf(file), [undefined, isVoid], what);
    }
  });

  function named(time: string): RecordFile {
    return fileOf(GOLDEN, { name: `${time}-${recordId(digest(GOLDEN))}.json` });
  }

  function hostile(prompt: unknown): RecordFile {
    return changed({ prompt });
  }
});

describe('printRecord', () => {
  const half = '\ud83d';
  const cases: [what: string, fields: Partial<Draft<VersionRecord>>][] = [
    ['a message', { message: `Hi ${half}` }],
    ['a source', { source: ['fine', `${half} broken`] }],
    ['the name of an author', { author: { name: half, email: '' } }],
    ['a key', { includes: { [half]: 'x' } }],
  ];
  for (const [what, fields] of cases) {
    it(`refuses half a character in ${what}`, () => {
      const broken = { ...draft, ...fields } as Draft<LedgerRecord>;
      checkRefusal(
        refusalOf(() => printRecord(broken)),
        'invalid-document',
        'unpaired surrogate',
        'Remove it',
      );
    });
  }

  it('takes whole characters, and text that only looks like half of one', () => {
    const text = { ...draft, message: '😀 \\ud83d \\\\ud83d' } as Draft<LedgerRecord>;
    strictEqual((JSON.parse(printRecord(text)) as VersionRecord).message, '😀 \\ud83d \\\\ud83d');
  });
});

describe('isRecordFileName', () => {
  it('leaves files of other kinds alone', () => {
    strictEqual(isRecordFileName('README.md'), false);
    strictEqual(isRecordFileName(recordFileName(AT, 'x')), true);
    strictEqual(isRecordFileName('renamed by somebody (2).json'), true);
    const renamed = recordFileName(AT, 'a'.repeat(32)).replace('.json', '.JSON~');
    strictEqual(isRecordFileName(renamed), true);
    const odd = ['we\nird.json', 'caf\ufffd.json', `${'x'.repeat(250)}.json`];
    deepStrictEqual(odd.filter(isRecordFileName), []);
  });
});
