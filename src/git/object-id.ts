/** Of an object's id; a SHA-1 has 40 digits. */
export const SHA256_LENGTH = 64;
