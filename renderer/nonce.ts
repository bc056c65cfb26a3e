/** The page's nonce, put into the document by the door that served it. */
export const nonce =
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

type CreateElement = (
  this: Document,
  name: string,
  options?: ElementCreationOptions,
) => HTMLElement;
const create = Document.prototype.createElement as CreateElement;

/**
 * antd's scroll lock and scroll-bar measuring create `<style>` elements without a nonce, which the content policy
 * would refuse: every style element that the app's own code creates gets it.
 */
Document.prototype.createElement = function (
  this: Document,
  name: string,
  options?: ElementCreationOptions,
) {
  const element = create.call(this, name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
} as typeof Document.prototype.createElement;
