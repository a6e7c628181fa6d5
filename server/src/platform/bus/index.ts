/** Makes the bus of the process, over PostgreSQL or Redis. */
export { createBus, type BusOptions } from './create-bus.ts';
/** Declares an event type. */
export { defineEvent, type Bus, type EventType } from './types.ts';
