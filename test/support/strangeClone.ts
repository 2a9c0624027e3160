import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a repository's configuration can start, each leaving a file behind. */
export function startingConfig(trace: string): string {
  const run = `sh -c 'touch ${trace}' #`;
  return `[core]
	repositoryformatversion = 1
	bare = true
	fsmonitor = "${run}"
	hooksPath = hooks
	sshCommand = "${run}"
	askPass = "${run}"
	pager = "${run}"
	editor = "${run}"
	gitProxy = "${run}"
	alternateRefsCommand = "${run}"
[extensions]
	partialClone = evil
[remote "evil"]
	url = .
	promisor = true
	uploadpack = "${run}"
[protocol]
	allow = always
[protocol "file"]
	allow = always
[diff]
	external = "${run}"
[diff "evil"]
	textconv = "${run}"
	command = "${run}"
[filter "evil"]
	smudge = "${run}"
	process = "${run}"
[credential]
	helper = "!${run}"
[gpg]
	program = "${run}"
[pager]
	rev-parse = "${run}"
	ls-tree = "${run}"
	cat-file = "${run}"
	for-each-ref = "${run}"
	config = "${run}"
[alias]
	rev-parse = "!${run}"
	ls-tree = "!${run}"
[include]
	path = more
`;
}

/** Makes a folder a bare repository that names a commit which it has not. */
export async function plantRepository(folder: string, config: string): Promise<void> {
  for (const name of ['refs/heads', 'objects/info', 'objects/pack', 'hooks']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'refs/heads/main'), `${'1'.repeat(40)}\n`);
  await writeFile(join(folder, 'config'), config);
}
