import { DEFAULT_REQUEST, type StudioRequest } from './request.ts';

/** `<kc-options>`: what is asked for. Fires `kc-request` with `detail: { request, resting }`. */
export class KcOptions extends HTMLElement {
  #request: StudioRequest = DEFAULT_REQUEST;

  get request(): StudioRequest {
    return this.#request;
  }

  set request(request: StudioRequest) {
    this.#request = request;
  }
}
