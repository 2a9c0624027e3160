import type { VsCodeApi } from '../connect';
import { PromptSetPanel } from './panel';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('app');
if (root !== null) new PromptSetPanel(root, acquireVsCodeApi());
