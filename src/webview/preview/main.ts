import type { VsCodeApi } from '../connect';
import { PreviewPage } from './page';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new PreviewPage(root, acquireVsCodeApi());
