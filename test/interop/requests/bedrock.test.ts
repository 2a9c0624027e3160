import { deepStrictEqual, match } from 'node:assert/strict';
import { isBedrockRequest } from '../../../src/interop/requests/bedrock';
import { imported, importedDocument, interopFixture, refusalOf } from '../../support/interopFiles';
import type { Json } from '../../support/requestDocuments';
import { asksTheSame } from '../../support/requestLaw';
import { sentencesOf } from '../../support/sentences';

/** The blocks of Anthropic as Converse has them. */
function toBlock({ type, ...block }: Json): Json {
  const source = block.source as Record<string, string> | undefined;
  const [, format] = String(source?.media_type).split('/');
  switch (type) {
    case 'image':
      return { image: { format, source: { bytes: source?.data } } };
    case 'document': {
      const named = block.title === undefined ? {} : { name: block.title };
      return { document: { format: 'pdf', ...named, source: { bytes: source?.data } } };
    }
    case 'tool_use':
      return { toolUse: { toolUseId: block.id, name: block.name, input: block.input } };
    case 'tool_result':
      return { toolResult: { toolUseId: block.tool_use_id, content: [{ text: block.content }] } };
    default:
      return block;
  }
}

function toConverse({ system, messages }: Json): Json | undefined {
  const list = messages as readonly { role: string; content: readonly Json[] }[];
  if (list.length === 0) return undefined;
  return {
    modelId: 'amazon.nova-pro-v1:0',
    ...(system === undefined ? {} : { system: [{ text: system }] }),
    messages: list.map(({ role, content }) => ({ role, content: content.map(toBlock) })),
  };
}

describe('a request to Converse', () => {
  it('asks what a random document asks', () => {
    asksTheSame('bedrock', toConverse);
  });

  it('has the parameters of all models, those of one, and the rest, in one place', () => {
    const text = interopFixture('bedrock/configured.json');
    const { frontMatter } = importedDocument('a.json', text);
    deepStrictEqual(frontMatter.parameters, {
      max_tokens: 256,
      temperature: 0.5,
      top_p: 0.9,
      stop: ['STOP HERE'],
      top_k: 250,
      guardrailConfig: { guardrailIdentifier: 'guardrail-0123', guardrailVersion: '1' },
    });
    const twice = {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      inferenceConfig: { topP: 1 },
      additionalModelRequestFields: { top_p: 0.5 },
    };
    match(
      sentencesOf(imported('a.json', JSON.stringify(twice)).warnings).join(),
      /additionalModelRequestFields\.top_p is left out: inferenceConfig\.topP says the same/,
    );
  });

  it('is told by its keys and by blocks without a type', () => {
    const text = [{ text: 'Hi' }];
    const messages = [{ role: 'user', content: text }];
    const yes = [{ messages }, messages, { modelId: 'm', messages: [{ role: 'user' }] }];
    const no = [
      { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] },
      { messages: [{ role: 'user', content: 'Hi' }] },
      { modelId: 'm' },
      { messages: [3], modelId: 'm' },
      3,
    ];
    deepStrictEqual(
      yes.map(isBedrockRequest),
      yes.map(() => true),
    );
    deepStrictEqual(
      no.map(isBedrockRequest),
      no.map(() => false),
    );
  });

  it('is refused where its text lies with AWS, with what to do', () => {
    const modelId = 'arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT12345:1';
    const request = { modelId, promptVariables: { city: { text: 'Utrecht' } } };
    match(
      refusalOf(() => imported('a.json', JSON.stringify(request))),
      /a\.json, modelId: .*PROMPT12345:1", a prompt whose text lies with AWS\. Get it with/,
    );
  });
});
