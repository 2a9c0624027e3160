import { printJson } from '../core/base/json';
import { requireEndpoint, type ProviderConfiguration } from './configuration';
import { httpRequest } from './httpRequest';
import { protocolOf } from './remote';
import type { ModelRequest } from '../core/evaluation/request';

/**
 * A question as a command line of cURL for a POSIX shell. The key is a variable of the shell, such as
 * `$OPENAI_API_KEY`, and never stands in it. Throws as `openProvider` does, and `invalid-input` for a model
 * without a network, and for what the provider cannot be asked.
 */
export function asCurl(request: ModelRequest, configuration: ProviderConfiguration): string {
  const { endpoint, model } = requireEndpoint(request.model, configuration);
  const http = httpRequest(request, model, endpoint, protocolOf(endpoint, model));
  const [keyName] = endpoint.keyNames;
  const headers = Object.entries(http.headers).map(([name, value]) => quoted(`${name}: ${value}`));
  // In double quotes, for the shell to fill in; nothing but a name of ours and of a variable is in them.
  const key =
    keyName === undefined || !/^[A-Za-z_]\w*$/.test(keyName)
      ? []
      : [`"${http.keyHeader.name}: ${http.keyHeader.before}$${keyName}"`];
  return [
    `curl ${quoted(http.url)}`,
    ...[...headers, ...key].map(header => `  -H ${header}`),
    `  --data-raw ${quoted(printJson(http.body, 2))}`,
  ].join(' \\\n');
}

/** A text that the shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
