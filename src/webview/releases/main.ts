import type { VsCodeApi } from '../connect';
import { TimelinePage } from './page';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new TimelinePage(root, acquireVsCodeApi());
