export { loadConfig, type Config } from './load.ts';
export { variables, type Variable, type VariableName } from './variables.ts';
