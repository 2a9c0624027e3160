import { start } from '../start';
import { PromptSetPanel } from './panel';

start(PromptSetPanel);
