/** Names that the contributions share, so that incidents, tasks and whatever else speak of the same company. */
export const squads = ['Platform', 'Payments', 'Data', 'Mobile', 'Security'] as const;
export const environments = ['production', 'production', 'production', 'staging', 'development'] as const;
export const people = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Linus', 'Margaret'] as const;
export const services = ['payment-api', 'ledger', 'auth-gateway', 'search', 'warehouse', 'mobile-bff', 'notification-hub', 'object-store'] as const;
