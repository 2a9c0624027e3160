import type {
  IncludeUse,
  RenderedTemplate,
  RenderRequest,
  Template,
  TemplateEngine,
  TemplateProblem,
  VariableUse,
} from '../template/template';
import { mustacheMarks } from './marks';
import { parseMustache, type MustacheNode } from './parse';
import { renderMustache } from './render';
import { usesOf } from './variables';

/** The Mustache specification without lambdas, dynamic names and inheritance, and without HTML escaping. */
export const mustacheEngine: TemplateEngine = {
  parse: template => new MustacheTemplate(template, usesOf),
  marks: mustacheMarks,
};

/** The same to render alone: it lists no variables and no includes. */
export const mustacheRenderer: TemplateEngine = {
  parse: template => new MustacheTemplate(template, () => ({ variables: [], includes: [] })),
};

class MustacheTemplate implements Template {
  readonly problems: readonly TemplateProblem[];
  readonly variables: readonly VariableUse[];
  readonly includes: readonly IncludeUse[];
  readonly #nodes: readonly MustacheNode[];

  constructor(template: string, uses: typeof usesOf) {
    const { nodes, problems } = parseMustache(template);
    this.#nodes = nodes;
    this.problems = problems;
    // A template with problems may be nested without end, and what it uses is a guess.
    const { variables, includes } = uses(problems.length === 0 ? nodes : []);
    this.variables = variables;
    this.includes = includes;
  }

  render(request: RenderRequest): RenderedTemplate {
    return renderMustache(this.#nodes, {
      ...request,
      include: (use, from) => {
        const included = request.include(use, from);
        if (included === undefined) return undefined;
        return { nodes: MustacheTemplate.#nodesOf(included.template), origin: included.origin };
      },
    });
  }

  static #nodesOf(template: Template): readonly MustacheNode[] {
    if (template instanceof MustacheTemplate) return template.#nodes;
    throw new Error('A mustache template includes only mustache templates.');
  }
}
