import { start } from '../start';
import { AuditPage } from './page';

start(AuditPage);
