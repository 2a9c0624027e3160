import { refusal, type ForeignFile } from './foreignFile';
import { isMapping, isNothing } from './plainValues';
import { peekJson } from './readData';

/** What goes through all messages, and what begins the answer: no prompt has both. */
const LOOP = /\{%-?\s*for\s+\w+\s+in\s+(?:\w+_)?messages\b/;
const SIGN = /\badd_generation_prompt\b/;

/**
 * Refuses a chat template of a model, as Hugging Face has them
 * (https://huggingface.co/docs/transformers/chat_templating): in `tokenizer_config.json`,
 * `chat_template.json` or a file of its own. Throws `invalid-document`.
 */
export function refuseChatTemplate(file: ForeignFile): void {
  const value = peekJson(file.text);
  const path = isMapping(value) && !isNothing(value.chat_template) ? 'chat_template' : undefined;
  const isTemplate = LOOP.test(file.text) && SIGN.test(file.text);
  if (path === undefined && (!isTemplate || value !== undefined)) return;
  const message =
    'This is the chat template of a model: the form in which that model reads any messages, and no prompt. Import the messages that are sent to it; where it is meant as a text, import it with --from prompt.';
  throw refusal(file, path === undefined ? {} : { path }, message);
}
