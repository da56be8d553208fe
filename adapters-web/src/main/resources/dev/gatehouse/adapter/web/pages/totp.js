/** Shows the key of an authenticator app. */

import QrCreator from './qr-creator.js';

/** Shows a key as a QR code, as a link for an app on this device, and as text. */
export function showKey(figure, { secret, otpauthUri }) {
  const canvas = figure.querySelector('canvas');
  QrCreator.render(
    { text: otpauthUri, radius: 0, ecLevel: 'M', fill: '#000', background: '#fff', size: canvas.width },
    canvas,
  );
  figure.querySelector('a').href = otpauthUri;
  figure.querySelector('code').textContent = secret.replace(/(.{4})(?=.)/g, '$1 ');
}
