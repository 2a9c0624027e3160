// @ts-check
/**
 * The package for Python as one file, for those who copy it instead of installing a wheel: its modules one after
 * another, each behind those that it imports. Names of their top level are unique among all modules.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, 'promptledger');
const RELATIVE = /^from \.(\w+) import (?:\((?:[^()]*)\)|[^\n(]*)\n/gm;
const IMPORT = /^(?:import \S+|from [a-zA-Z_][\w.]* import [^\n]*)\n/gm;
const DOCSTRING = /^"""[^]*?"""\n/;
const TOP_LEVEL = /^(?:async )?(?:def|class) (\w+)|^([A-Za-z_]\w*)(?:: [^=\n]+)? = /gm;

/** The text of `promptledger.py`. Throws where two modules give one name to different things. */
function joinPython() {
  const order = modulesInOrder();
  const entry = read('__init__');
  const docstring = DOCSTRING.exec(entry)?.[0] ?? '';
  const bodies = order.map(name => [name, bodyOf(read(name))]);
  refuseSharedNames(bodies);
  const imports = new Set(order.flatMap(name => read(name).match(IMPORT) ?? []));
  const standard = [...imports].filter(line => !line.includes('__future__')).sort();
  return [
    docstring.trimEnd(),
    `from __future__ import annotations\n\n${standard.join('').trimEnd()}`,
    ...bodies.map(([, body]) => body),
    bodyOf(entry),
  ]
    .map(part => `${part.trim()}\n`)
    .join('\n\n');
}

/** Every module but the entry, each behind those that it imports. */
function modulesInOrder() {
  const found = new Set();
  const visit = name => {
    if (found.has(name)) return;
    for (const [, needed] of read(name).matchAll(RELATIVE)) visit(needed);
    found.add(name);
  };
  visit('__init__');
  found.delete('__init__');
  return [...found];
}

function read(name) {
  return readFileSync(join(FOLDER, `${name}.py`), 'utf8').replaceAll('\r\n', '\n');
}

/** A module without what it imports from the top of others. */
function bodyOf(text) {
  return text.replace(DOCSTRING, '').replace(RELATIVE, '').replace(IMPORT, '');
}

function refuseSharedNames(bodies) {
  const owners = new Map();
  for (const [module, body] of bodies) {
    for (const name of new Set([...body.matchAll(TOP_LEVEL)].map(found => found[1] ?? found[2]))) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new Error(`${owner} and ${module} both define ${name}: one file cannot hold both.`);
      }
      owners.set(name, module);
    }
  }
}

module.exports = { joinPython };
