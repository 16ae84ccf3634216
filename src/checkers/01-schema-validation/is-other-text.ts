/** Templates that become data once they are filled in, and pointers to what git keeps elsewhere: no data, whatever the file is called. */
export function isOtherText(text: string): boolean {
  // `${{ … }}` of workflows is part of the value.
  const plain = text.replace(/\$\{\{.*?\}\}/g, '');
  return /\{\{|\{%|<%|\[\[|\$\{|@@\w+@@|__[A-Z_]+__/.test(plain) || text.startsWith('version https://git-lfs');
}
