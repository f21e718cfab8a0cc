// Addresses as they may be shown: what stands before the host is a secret.

/** The text with the user and password of a URL in it replaced. */
export function maskLogin(text: string): string {
  // Only a valid URL tells where the host ends; elsewhere the password may be what is wrong with it.
  return text.replace(URL.canParse(text) ? /\/\/[^/?#]*@/ : /\/\/.*@/s, '//***@');
}
