import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Discord gives an application's public key as 32 bytes in hexadecimal. */
export const publicKeyOf = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  });

export interface Signed {
  readonly body: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

/** Whether Discord signed exactly this, at the time it says. */
export function isSigned({ body, signature = '', timestamp = '' }: Signed, key: KeyObject): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
