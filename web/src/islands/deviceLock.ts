import { leave, lock } from './device/worker.ts';

/**
 * `<device-lock out?>` on the page that asks to sign in: whoever sees it has no session, so what is kept on this device can be read by
 * nobody until its worker signs in again. With `out` the worker has signed out, and is forgotten.
 */
class DeviceLock extends HTMLElement {
  connectedCallback(): void {
    (this.hasAttribute('out') ? leave() : lock()).catch(() => undefined);
  }
}

customElements.define('device-lock', DeviceLock);
