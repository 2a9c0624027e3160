/** Templates of some hundred characters that ask for more than anybody has; `x` is a text, `n` a number. */
export const BOMBS: Readonly<Record<string, string>> = {
  'a loop within a loop (Jinja2)':
    '---\nformat: jinja2\n---\n{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}',
  'a text that is repeated (Jinja2)': '---\nformat: jinja2\n---\n{{ x * 2147483647 }}',
  'a list that holds itself twice, again and again (Jinja2)':
    '---\nformat: jinja2\n---\n{% set s = namespace(l=[1]) %}{% for i in range(40) %}{% set s.l = [s.l, s.l] %}{% endfor %}{{ s.l | tojson }}',
  'wide fields (f-string)': `---\nformat: f-string\n---\n${'{x:>1000000}'.repeat(100)}`,
  'fields as wide as a value says (f-string)': `---\nformat: f-string\n---\n${'{x:>{n}}'.repeat(100)}`,
  'sections within sections (Mustache)': `${'{{#list}}'.repeat(9)}{{x}}${'{{/list}}'.repeat(9)}`,
  'a long text in sections (Mustache)': `${'{{#list}}'.repeat(4)}${'a'.repeat(100_000)}${'{{/list}}'.repeat(4)}`,
};

/** Values with which each of them goes off. */
export const VALUES = { x: 'a', n: 1_000_000, list: Array.from({ length: 10 }, (_, at) => at) };
