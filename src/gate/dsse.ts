/** What DSSE signs: `DSSEv1 <length> <type> <length> <payload>`. A signature over one type says nothing about another. */
export function preAuthentication(payloadType: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}
