import { start } from '../start';
import { TimelinePage } from './page';

start(TimelinePage);
