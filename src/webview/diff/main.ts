import type { VsCodeApi } from '../connect';
import { DiffPanel } from './panel';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new DiffPanel(root, acquireVsCodeApi());
