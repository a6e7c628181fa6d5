/** Makes the bus of the process, over PostgreSQL or Redis. */
export { createBus } from './create-bus.ts';
/** Declares an event type. */
export { defineEvent, type Bus } from './types.ts';
