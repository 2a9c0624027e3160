import type {
  GetPromptResult,
  ListPromptsResult,
  PromptArgument,
} from '@modelcontextprotocol/sdk/types.js';
import { LedgerError } from '../core/base/errors';
import { showOnOneLine } from '../core/base/hiddenCharacters';
import { compareText } from '../core/base/textOrder';
import type { PromptInfo } from '../core/ledger/derive/model';
import { sourceText, type VersionRecord } from '../core/ledger/records/records';
import { requireDocument } from '../core/prompt/document/document';
import type { PromptDocument } from '../core/prompt/document/model';
import type { Values } from '../core/prompt/document/inputs';
import { readWritten } from '../core/prompt/document/writtenValue';
import {
  signatureOf,
  type Signature,
  type SignatureVariable,
} from '../core/prompt/signature/signature';
import { answersOf } from '../registry/answersOf';
import { recordedIncludes } from '../registry/includes';
import type { Ledger } from '../registry/ledger';
import { render } from '../registry/render';
import { knownEnvironments } from '../registry/tagNames';
import { foldMessages } from './promptMessages';
import type { AgentWorld } from './world';

/** How many prompts a page of the list has. */
const PAGE = 100;
/** How long a description in the list is at most. */
const DESCRIPTION_LENGTH = 300;
/** How long all messages of a prompt are at most. */
const MOST_CHARACTERS = 500_000;

/** A version that is offered as a prompt, with what it asks for. */
export interface OfferedVersion {
  readonly name: string;
  readonly version: VersionRecord;
  readonly document: PromptDocument;
  readonly signature: Signature;
}

/** The tag whose versions are offered: the one that was asked for, else the last environment. */
export async function offeredTag({ tag, ledger }: AgentWorld): Promise<string> {
  return tag ?? (await knownEnvironments(ledger)).at(-1)?.name ?? 'latest';
}

/** The prompts that the offered tag serves, sorted by name; without archived ones. Throws `io`. */
export async function offeredPrompts(world: AgentWorld): Promise<readonly PromptInfo[]> {
  const tag = await offeredTag(world);
  const all = await answersOf(world.ledger).prompts();
  const serves = ({ latest, tags }: PromptInfo): boolean =>
    tag === 'latest'
      ? latest !== null
      : tags.some(item => item.tag === tag && item.version !== null);
  return all.filter(info => !info.archived && serves(info));
}

/** One page of the prompts, with the arguments of each; `cursor` is the name of the last one before. */
export async function listPrompts(world: AgentWorld, cursor?: string): Promise<ListPromptsResult> {
  const all = await offeredPrompts(world);
  const rest =
    cursor === undefined ? all : all.filter(({ prompt }) => 0 < compareText(prompt, cursor));
  const page = rest.slice(0, PAGE);
  const prompts = [];
  for (const { prompt, description } of page) {
    const about = showOnOneLine(description).slice(0, DESCRIPTION_LENGTH);
    const args = await argumentsOf(world, prompt);
    prompts.push({
      name: prompt,
      ...(about === '' ? {} : { description: about }),
      ...(args.length === 0 ? {} : { arguments: args }),
    });
  }
  const last = page.at(-1);
  return { prompts, ...(rest.length > PAGE && last ? { nextCursor: last.prompt } : {}) };
}

/** Of a document that cannot be read there are none: who asks for the prompt is told why. */
async function argumentsOf(world: AgentWorld, prompt: string): Promise<PromptArgument[]> {
  try {
    const { signature } = await offeredVersion(world, prompt);
    return signature.variables.map(argumentOf);
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}

function argumentOf({ name, type, optional, description }: SignatureVariable): PromptArgument {
  const said = description === undefined ? '' : showOnOneLine(description);
  const written = isText(type) ? '' : `${type === 'history' ? 'array of messages' : type}, as JSON`;
  const about = [said, written].filter(Boolean).join('; ').slice(0, DESCRIPTION_LENGTH);
  return { name, ...(about === '' ? {} : { description: about }), required: !optional };
}

/**
 * The version that a prompt of the protocol is: what the offered tag serves, or what the name says behind
 * "@". Throws what resolving does.
 */
export async function offeredVersion(world: AgentWorld, name: string): Promise<OfferedVersion> {
  const { ledger } = world;
  const { snapshot, version } = await ledger.version(await referenceOf(world, name));
  const document = requireDocument(sourceText(version), snapshot.name);
  const signature = signatureOf(document, await recordedIncludes(ledger, version));
  return { name: snapshot.name, version, document, signature };
}

async function referenceOf(world: AgentWorld, name: string): Promise<string> {
  return name.includes('@') ? name : `${name}@${await offeredTag(world)}`;
}

/**
 * A prompt with its arguments filled in. Throws what resolving and rendering do, `invalid-argument` for
 * an argument that the prompt does not ask for, `invalid-input`, `too-large`.
 */
export async function getPrompt(
  world: AgentWorld,
  name: string,
  given: Readonly<Record<string, string>> = {},
): Promise<GetPromptResult> {
  const offered = await offeredVersion(world, name);
  const { id, number } = offered.version;
  const values = valuesOf(offered, given);
  const rendered = await render(world.ledger, { ref: `${offered.name}@${id}`, values });
  const { messages, folded } = foldMessages(rendered);
  refuseLarge(offered.name, messages);
  const about = await descriptionOf(world.ledger, offered.name);
  return {
    description: [
      ...(about === '' ? [] : [about]),
      `This is v${number} of ${offered.name}.`,
      ...(folded.length === 0
        ? []
        : [
            `Messages here are a user's or an assistant's, so ${folded.join(' and ')} stands in them in brackets.`,
          ]),
    ].join(' '),
    messages: [...messages],
    _meta: { 'promptledger/version': id, 'promptledger/number': number },
  };
}

async function descriptionOf(ledger: Ledger, name: string): Promise<string> {
  const { state } = await ledger.prompt(name);
  return showOnOneLine(state.description).slice(0, DESCRIPTION_LENGTH);
}

function valuesOf(
  { name, signature }: OfferedVersion,
  given: Readonly<Record<string, string>>,
): Values {
  const known = new Map(signature.variables.map(variable => [variable.name, variable]));
  const values = Object.entries(given).flatMap(([argument, text]): [string, unknown][] => {
    const variable = known.get(argument);
    if (variable === undefined) throw unknownArgument(name, argument, [...known.keys()]);
    // Clients send what a person left empty.
    if (text === '' && (variable.optional || !isText(variable.type))) return [];
    return [[argument, valueOf(variable, text)]];
  });
  return Object.fromEntries(values);
}

function valueOf({ name, type }: SignatureVariable, text: string): unknown {
  const value = readWritten(text, type === 'history' ? 'array' : type);
  if (value !== undefined) return value;
  const message = `The argument "${name}" must be ${type}, written as JSON.`;
  throw new LedgerError('invalid-input', { name, expected: type }, message);
}

function unknownArgument(prompt: string, name: string, names: readonly string[]): LedgerError {
  const asks = names.length === 0 ? 'It asks for nothing.' : `It asks for: ${names.join(', ')}.`;
  const message = `"${prompt}" has no argument "${name}". ${asks}`;
  return new LedgerError('invalid-argument', { prompt, name, arguments: names }, message);
}

function isText(type: SignatureVariable['type']): boolean {
  return type === 'string' || type === 'any';
}

function refuseLarge(prompt: string, messages: readonly object[]): void {
  const characters = JSON.stringify(messages).length;
  if (characters <= MOST_CHARACTERS) return;
  throw new LedgerError(
    'too-large',
    { prompt, characters, limit: MOST_CHARACTERS },
    `"${prompt}" renders to ${characters} characters, and an agent gets ${MOST_CHARACTERS} at most. Give shorter values, or render it on the command line.`,
  );
}
