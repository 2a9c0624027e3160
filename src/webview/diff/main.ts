import { start } from '../start';
import { DiffPanel } from './panel';

start(DiffPanel);
