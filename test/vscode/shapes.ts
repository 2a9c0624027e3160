import assert from 'node:assert/strict';

const TAG = [
  'id',
  'prompt',
  'tag',
  'version',
  'number',
  'description',
  'immutable',
  'diverged',
  'at',
  'author',
];

/** The keys of every JSON value that the design names, in its order. */
const SHAPES = {
  version: ['id', 'prompt', 'number', 'parents', 'message', 'author', 'at', 'tags', 'head'],
  versionWithSource: [
    'id',
    'prompt',
    'number',
    'parents',
    'message',
    'author',
    'at',
    'tags',
    'head',
    'source',
  ],
  tag: TAG,
  release: [...TAG, 'environment', 'from', 'changelog', 'rollback', 'verdict'],
  listItem: [
    'prompt',
    'description',
    'labels',
    'archived',
    'versions',
    'latest',
    'tags',
    'state',
    'diverged',
  ],
  dependent: ['prompt', 'reference', 'line'],
  statusItem: ['prompt', 'state', 'diverged'],
  text: ['type', 'text'],
  chat: ['type', 'messages'],
  message: ['role', 'content'],
  diff: ['left', 'right', 'identical', 'summary', 'added', 'removed', 'changes', 'unified'],
  verify: ['records', 'problems'],
  problem: ['path', 'code', 'message'],
  author: ['name', 'email'],
  merge: ['prompt', 'conflicts', 'heads'],
} as const satisfies Record<string, readonly string[]>;

export type Shape = keyof typeof SHAPES;

/** Checks that a value has exactly the keys of a shape, and that it is plain JSON. */
export function checkShape(value: unknown, shape: Shape): void {
  assert.ok(typeof value === 'object' && value !== null, `${shape}: ${String(value)}`);
  assert.deepEqual(Object.keys(value).sort(), [...SHAPES[shape]].sort(), shape);
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value, `${shape} is no plain JSON`);
}
