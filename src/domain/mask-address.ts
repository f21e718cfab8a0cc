// An address that its owner recognises and nobody else can read.

/** `jane@lab.example` becomes `j***@l***`: enough to tell one's own addresses apart on a page that might be forwarded. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)].map(part => `${[...part][0] ?? ''}***`).join('@');
}
