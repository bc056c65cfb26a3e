// zod probes whether it may compile its checks with `new Function`; the content policy forbids that and would report
// every probe. Told so before anything else runs, it does not try.
globalThis.__zod_globalConfig = { jitless: true };
