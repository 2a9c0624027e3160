import type {
  RenderedTemplate,
  RenderRequest,
  Template,
  TemplateEngine,
  TemplateProblem,
  VariableUse,
} from '../template/template';
import { parseFString, type FStringNode } from './parse';
import { renderFString } from './render';
import { usesOf } from './variables';

/**
 * Python's `str.format` over data: lists and objects print as compact JSON, whole numbers are
 * integers, and a path leads to nothing but entries of objects, items of lists and characters of
 * texts. The language has no way to include another prompt.
 */
export const fstringEngine: TemplateEngine = {
  parse: template => new FStringTemplate(template),
};

class FStringTemplate implements Template {
  readonly problems: readonly TemplateProblem[];
  readonly variables: readonly VariableUse[];
  readonly includes = [];
  readonly #nodes: readonly FStringNode[];

  constructor(template: string) {
    const { nodes, problems } = parseFString(template);
    this.#nodes = nodes;
    this.problems = problems;
    // What a template with problems uses is a guess.
    this.variables = usesOf(problems.length === 0 ? nodes : []);
  }

  render(request: RenderRequest): RenderedTemplate {
    return renderFString(this.#nodes, request);
  }
}
