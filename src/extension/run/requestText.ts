import type { ModelRequest } from '../../core/evaluation/request';
import type { RequestForm } from '../../protocol/run';
import { asCode } from '../../providers/code';
import type { ProviderConfiguration } from '../../providers/configuration';
import { asCurl } from '../../providers/curl';

/** A request as a line for a shell or a program, with a variable in place of the key. Throws `provider-missing`. */
export function requestText(
  configuration: ProviderConfiguration,
  request: ModelRequest,
  form: RequestForm,
): string {
  return form === 'curl' ? asCurl(request, configuration) : asCode(request, form, configuration);
}
