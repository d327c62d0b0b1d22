import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what must not lie readable in a database: AES-256-GCM, with a fresh nonce each time. */
export interface Encryption {
  /**
   * Always with the newest key.
   * @param purpose has to be the same in `decrypt`: a text that was moved to another row does not decrypt
   */
  encrypt(plain: string, purpose: string): string;
  /** Throws when the purpose is another, none of the keys is its own, or the text was changed. */
  decrypt(sealed: string, purpose: string): Decrypted;
}

export interface Decrypted {
  readonly plain: string;
  /** Encrypted with a key that is to be given up: worth encrypting again. */
  readonly old: boolean;
}

const VERSION = 'v1';
/** NIST SP 800-38D: 96 bits of nonce, 128 bits of tag. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `keys`: each 32 bytes in hexadecimal, the newest first. */
export function createEncryption([newest, ...older]: readonly [string, ...string[]]): Encryption {
  const key = Buffer.from(newest, 'hex');
  const oldKeys = older.map((hex) => Buffer.from(hex, 'hex'));
  return {
    encrypt(plain, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    decrypt(sealed, purpose) {
      for (const oldKey of oldKeys) {
        const plain = tryToOpen(sealed, purpose, oldKey);
        if (plain !== undefined) return { plain, old: true };
      }
      return { plain: openWith(sealed, purpose, key), old: false };
    },
  };
}

/** Undefined with any key but its own: the tag tells. */
function tryToOpen(sealed: string, purpose: string, key: Buffer): string | undefined {
  try {
    return openWith(sealed, purpose, key);
  } catch {
    return undefined;
  }
}

function openWith(sealed: string, purpose: string, key: Buffer): string {
  const [version, encoded = ''] = sealed.split('.');
  if (version !== VERSION) throw new Error(`expected a text sealed by ${VERSION}, found another form`);
  const bytes = Buffer.from(encoded, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
