// The policy of the page demands that nothing becomes a script, a page or a worker as mere text. This is the only
// rule by which text may: a document of an applicant that reached such a place would be refused here.
{
  /** Of our own door, and no copy of bytes under an address (`blob:`, `data:`). */
  const isOwnFile = (address) => {
    const { protocol, host } = new URL(address, document.baseURI);
    return protocol === location.protocol && host === location.host;
  };
  /** The empty page in which a Word document is drawn. */
  const emptyPage = '<!doctype html>';
  const mayBe = (text, sink) =>
    // antd writes style sheets this way: text that can hold no element.
    !text.includes('<') ||
    // docx-preview reads the XML of a document this way: what comes of it is a tree that nothing runs.
    sink === 'DOMParser parseFromString' ||
    text === emptyPage;
  globalThis.trustedTypes?.createPolicy('default', {
    createHTML: (text, _type, sink) => (mayBe(text, sink) ? text : null),
    createScriptURL: (address) => (isOwnFile(address) ? address : null),
  });
}
