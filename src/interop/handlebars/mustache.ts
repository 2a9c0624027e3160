import { slugPath } from '../promptName';
import type { CallNode, HandlebarsNode } from './nodes';

/** A name that Mustache looks up as Handlebars does. */
const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$|^\d+$/u;

/** Whether a template says only what Mustache says in the same way: no blocks, no braces as text. */
export function isMustache(nodes: readonly HandlebarsNode[]): boolean {
  return nodes.every((node, index) => {
    switch (node.type) {
      case 'text':
        return !node.text.includes('{{') && !(node.text.endsWith('{') && index < nodes.length - 1);
      case 'tag':
        return isPlainName(node.call);
      case 'comment':
        return !node.text.includes('}}');
      case 'partial':
        return true;
      case 'block':
        return false;
    }
  });
}

/** The template in Mustache. Only for what `isMustache` takes. */
export function printMustache(nodes: readonly HandlebarsNode[]): string {
  return nodes.map(printNode).join('');
}

function printNode(node: HandlebarsNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'tag':
      return `{{${node.call.head.type === 'path' ? node.call.head.names.join('.') : ''}}}`;
    case 'comment':
      return `{{! ${node.text.trim()} }}`;
    case 'partial':
      return `{{> ${slugPath(node.call.name) ?? node.call.name}}}`;
    case 'block':
      return '';
  }
}

function isPlainName({ head, parameters, hash }: CallNode): boolean {
  if (head.type !== 'path' || parameters.length > 0 || Object.keys(hash).length > 0) return false;
  const { up, isData, names } = head;
  // The length of a list is no entry of it in Mustache.
  if (names.length > 1 && names.at(-1) === 'length') return false;
  return up === 0 && !isData && names.length > 0 && names.every(name => NAME.test(name));
}
