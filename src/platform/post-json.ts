/** Posts a document; answers null when it was taken (2xx), else why not. Never rejects for what the other side does. */
export async function postJson(url: string, body: unknown, { timeoutMs }: { readonly timeoutMs: number }): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // To where it leads nobody has agreed.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? null : `it answered ${response.status}`;
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError'
      ? `it did not answer within ${timeoutMs / 1000} s`
      : 'it could not be reached';
  }
}
