import type { VsCodeApi } from '../connect';
import { AuditPage } from './page';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new AuditPage(root, acquireVsCodeApi());
