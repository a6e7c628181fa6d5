export { createApp, type AppOptions } from './create-app.ts';
export { serveConsole, wantsPage } from './console.ts';
export { listen, type Listening } from './listen.ts';
export { securityHeaders } from './security-headers.ts';
export { registerExtras, type ExtrasOptions } from './extras.ts';
