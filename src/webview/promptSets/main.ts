import type { VsCodeApi } from '../host';
import { PromptSetPanel } from './panel';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new PromptSetPanel(root, acquireVsCodeApi());
