import { doesNotThrow, match } from 'node:assert/strict';
import { refuseChatTemplate } from '../../src/interop/chatTemplate';
import { imported, refusalOf } from '../support/interopFiles';

const TEMPLATE =
  "{%- for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}{% endfor %}" +
  '{%- if add_generation_prompt %}<|assistant|>{% endif %}';

describe('the chat template of a model', () => {
  for (const [file, text, place] of [
    ['chat_template.jinja', TEMPLATE, /^chat_template\.jinja: /],
    [
      'tokenizer_config.json',
      JSON.stringify({ eos: 1, chat_template: TEMPLATE }),
      /chat_template: /,
    ],
    [
      'tokenizer_config.json',
      JSON.stringify({ chat_template: [{ name: 'default', template: TEMPLATE }] }),
      /^tokenizer_config\.json, chat_template: /,
    ],
    ['template.txt', TEMPLATE.replace('in messages', 'in loop_messages'), /^template\.txt: /],
  ] as const) {
    it(`is refused, for it is no prompt: ${file}`, () => {
      const message = refusalOf(() => imported(file, text));
      match(message, place);
      match(message, /chat template of a model: .* and no prompt/);
    });
  }

  it('is told from a prompt that goes through messages, and from one that speaks of it', () => {
    for (const text of [
      '{% for m in messages %}{{ m.content }}{% endfor %}',
      'What does add_generation_prompt mean?',
      JSON.stringify([{ role: 'user', content: TEMPLATE }]),
      '{"chat_template": null}',
    ]) {
      doesNotThrow(() => {
        refuseChatTemplate({ file: 'a', text });
      });
    }
  });
});
