import { deepStrictEqual, match } from 'node:assert/strict';
import { bodyOf } from '../../src/interop/dotpromptBody';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

function body(template: string, withBlocks = false) {
  const warnings: Loss[] = [];
  return { ...bodyOf(template, { warnings, withBlocks }), warnings };
}

describe('the body of a Dotprompt', () => {
  it('is Mustache as long as that says the same, else Jinja throughout', () => {
    deepStrictEqual(body('{{role "user"}}{{a}}').format, 'mustache');
    const { format, body: chat } = body('{{role "system"}}{{a}}{{role "user"}}{{#if b}}c{{/if}}');
    deepStrictEqual(
      [format, chat],
      [
        'jinja2',
        {
          type: 'chat',
          messages: [
            { role: 'system', content: '{{ a }}' },
            { role: 'user', content: '{% if b %}c{% endif %}' },
          ],
        },
      ],
    );
  });

  it('goes on as the assistant behind a history', () => {
    deepStrictEqual(body('{{history}}\nWell,').body, {
      type: 'chat',
      messages: [
        { role: 'history', name: 'history' },
        { role: 'assistant', content: 'Well,' },
      ],
    });
  });

  it('tells files from images by their type, and says what it leaves out', () => {
    const { body: chat, warnings } = body(
      '{{role "user" purpose="x"}}{{media url=a contentType="application/pdf"}}{{media url=b contentType=c}}',
    );
    deepStrictEqual(chat, {
      type: 'chat',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'file', url: '{{a}}', mediaType: 'application/pdf' },
            { type: 'image', url: '{{b}}' },
          ],
        },
      ],
    });
    match(sentencesOf(warnings).join('\n'), /purpose[^]*type of a medium is a variable/);
  });
});
