// A certificate for 127.0.0.1 that nobody has signed, made anew in each run. Node makes keys and signatures but no certificates,
// and a bare machine may have no openssl; the few lines of DER that a browser asks for are written here.
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
/** Context-specific, constructed. */
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
/** Names in a SubjectAltName: a DNS name, an IP address. */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];

/**
 * A new key and a certificate for `localhost` and 127.0.0.1, as PEM, valid from yesterday for some weeks.
 * @returns {{ key: string, cert: string }}
 */
export function selfSigned() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(SEQUENCE, der(OBJECT_ID, ECDSA_WITH_SHA256));
  const name = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, der(OBJECT_ID, COMMON_NAME), der(UTF8_STRING, 'Patchbay test'))),
  );
  const day = 86_400_000;
  const validity = der(
    SEQUENCE,
    der(UTC_TIME, utcTime(Date.now() - day)),
    der(UTC_TIME, utcTime(Date.now() + 60 * day)),
  );
  const names = der(SEQUENCE, der(DNS_NAME, 'localhost'), der(IP_ADDRESS, [127, 0, 0, 1]));
  const alternatives = der(SEQUENCE, der(OBJECT_ID, SUBJECT_ALT_NAME), der(OCTET_STRING, names));
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, [2])),
    // A leading 0x01 keeps the number positive and without a superfluous zero.
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, der(SEQUENCE, alternatives)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = der(
    SEQUENCE,
    body,
    algorithm,
    der(BIT_STRING, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: pem('CERTIFICATE', certificate),
  };
}

/**
 * One DER value: its tag, its length, its content.
 * @param {number} tag
 * @param {...(Uint8Array | number[] | string)} parts
 */
function der(tag, ...parts) {
  const content = Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  );
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

/**
 * @param {number} length below 65536
 * @returns {number[]}
 */
function lengthOf(length) {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** @param {number} at epoch ms */
function utcTime(at) {
  return new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14) + 'Z';
}

/**
 * @param {string} label
 * @param {Buffer} bytes
 */
function pem(label, bytes) {
  const lines = bytes.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
