import { start } from '../start';
import { PreviewPage } from './page';

start(PreviewPage);
