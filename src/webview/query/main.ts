import { start } from '../start';
import { QueryPage } from './page';

start(QueryPage);
