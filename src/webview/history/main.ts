import { start } from '../start';
import { HistoryPage } from './page';

start(HistoryPage);
