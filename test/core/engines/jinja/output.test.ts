import { deepStrictEqual, strictEqual } from 'node:assert';
import { Budget } from '../../../../src/core/engines/template/budget';
import { Output } from '../../../../src/core/engines/jinja/output';

describe('Output', () => {
  it('knows where tags were left in place, also in what was written aside', () => {
    const output = new Output(new Budget());
    output.write('Hi ');
    const aside = output.capture();
    aside.write('<');
    aside.writePlaceholder('x', '{{ x }}');
    const text = aside.close();
    strictEqual(text, '<{{ x }}');
    output.write(text);
    output.write(' {{ y }}');
    deepStrictEqual(output.result(), {
      text: 'Hi <{{ x }} {{ y }}',
      placeholders: [{ name: 'x', start: 4, endExclusive: 11 }],
    });
  });
});
