import type {
  IncludeUse,
  RenderedTemplate,
  RenderRequest,
  Template,
  TemplateEngine,
  TemplateProblem,
  VariableUse,
} from '../template/template';
import type { Statement } from './nodes';
import { parseJinja } from './parse';
import { renderJinja } from './render';
import { usesOf } from './variables';

/** Jinja2 as Python renders it, by an interpreter that has no way to an object of JavaScript. */
export const jinjaEngine: TemplateEngine = {
  parse: template => new JinjaTemplate(template),
};

class JinjaTemplate implements Template {
  readonly problems: readonly TemplateProblem[];
  readonly variables: readonly VariableUse[];
  readonly includes: readonly IncludeUse[];
  readonly #statements: readonly Statement[];

  constructor(template: string) {
    const { statements, problems } = parseJinja(template);
    this.#statements = statements;
    this.problems = problems;
    const { variables, includes } = usesOf(statements);
    this.variables = variables;
    this.includes = includes;
  }

  render(request: RenderRequest): RenderedTemplate {
    return renderJinja(this.#statements, {
      ...request,
      include: (use, from) => {
        const included = request.include(use, from);
        if (included === undefined) return undefined;
        return {
          statements: JinjaTemplate.#statementsOf(included.template),
          origin: included.origin,
        };
      },
    });
  }

  static #statementsOf(template: Template): readonly Statement[] {
    if (template instanceof JinjaTemplate) return template.#statements;
    throw new Error('A jinja2 template includes only jinja2 templates.');
  }
}
