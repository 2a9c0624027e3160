import { words } from '../diff/changeList';
import { element } from '../dom';
import { marksOf } from './row';
import type { KnownVersion } from './versions';

/** All that is known of one version, where it does not fit into its row: seen with one selected. */
export class Details {
  readonly element = element('section', {
    class: 'details',
    tabindex: 0,
    'aria-label': 'Selected version',
  });

  constructor() {
    this.element.hidden = true;
  }

  show(version: KnownVersion | undefined): void {
    const item = version?.item;
    this.element.hidden = version === undefined || item === undefined;
    if (version === undefined || item === undefined) return;
    const { label, summary } = version;
    const who = [item.author, item.time].filter(text => text !== '').join(', ');
    const facts = [who, ...marksOf(item), item.tags.join(', '), item.id]
      .filter(text => text !== '' && text !== 'working')
      .map(text => element('span', { class: 'fact' }, text));
    const message = item.message === '' ? item.subject : item.message;
    this.element.replaceChildren(
      element('p', { class: 'message' }, element('b', {}, label), ` ${message}`),
      element('p', { class: 'facts' }, ...facts),
      element('ul', {}, ...(summary?.changes ?? []).map(told => element('li', {}, ...words(told)))),
    );
  }
}
