import { listInputs } from '../document/inputs';
import { listVariables, type TemplateVariable } from '../render/variables';
import { compareText } from '../../base/textOrder';
import type { PromptDocument, InputType } from '../document/model';
import type { IncludeResolver } from '../render/model';

/** What a caller gives to a prompt, as far as it can be told without calling it. */
export interface Signature {
  readonly type: 'text' | 'chat';
  readonly variables: readonly SignatureVariable[];
}

export interface SignatureVariable {
  readonly name: string;
  /** `history` is the messages of a conversation so far. */
  readonly type: InputType | 'history';
  /** Rendering does not fail where it is left out. */
  readonly optional: boolean;
  /** An input that may be null. */
  readonly nullable: boolean;
  readonly description?: string;
}

/** The signature of a document, with what the prompts that it includes ask for. Sorted by name. */
export function signatureOf(document: PromptDocument, include?: IncludeResolver): Signature {
  const declared = new Map(listInputs(document).map(input => [input.name, input]));
  const used = listVariables(document, include === undefined ? {} : { include });
  const others = used.filter(({ name }) => !declared.has(name) && name !== '');
  const histories = new Set(used.filter(isHistory).map(({ name }) => name));
  const inputs = [...declared.values()].map((input): SignatureVariable => {
    const { name, type, required, description } = input;
    return {
      name,
      type: histories.has(name) ? 'history' : type,
      optional: !required || input.default !== undefined,
      nullable: !required,
      ...(description === undefined ? {} : { description }),
    };
  });
  const found = others.map((variable): SignatureVariable => {
    const { name } = variable;
    const type = isHistory(variable) ? 'history' : 'any';
    return { name, type, optional: isOptional(variable), nullable: false };
  });
  const variables = [...inputs, ...found].sort((left, right) => compareText(left.name, right.name));
  return { type: document.body.type, variables };
}

function isHistory({ kinds }: TemplateVariable): boolean {
  return kinds.includes('history');
}

/** A section's name may be absent, and what stands in one may come from the items of a list. */
function isOptional({ kinds, isScoped }: TemplateVariable): boolean {
  return isScoped || kinds.every(kind => kind === 'section' || kind === 'list');
}
