import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM with a fresh 96-bit nonce each time, as NIST SP 800-38D wants it. */
const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** A key for one use, of a secret that may have any length. */
export const keyFor = (use: string, secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `virt ${use}`, 32));

/** Seals a text so that it opens only with the key, and only as what it was sealed as. */
export function seal(text: string, key: Buffer, as: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(as));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** `undefined`: another key, sealed as something else, or changed since. */
export function unseal(sealed: string, key: Buffer, as: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    cipher.setAAD(Buffer.from(as)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
