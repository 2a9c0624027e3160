import type { VsCodeApi } from '../connect';
import { QueryPage } from './page';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new QueryPage(root, acquireVsCodeApi());
