import type { VsCodeApi } from '../connect';
import { HistoryPage } from './page';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new HistoryPage(root, acquireVsCodeApi());
