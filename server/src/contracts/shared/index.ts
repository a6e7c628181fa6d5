export { registerSharedSocket } from './ws.realtime.ts';
