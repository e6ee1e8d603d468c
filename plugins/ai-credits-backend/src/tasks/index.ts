export { AutomaticPurchaseTask } from './AutomaticPurchaseTask';
export { AlertsTask } from './AlertsTask';
export { ExpiryTask } from './ExpiryTask';
export { FoldTask } from './FoldTask';
export { HoldsTask } from './HoldsTask';
export { PeriodStartTask } from './PeriodStartTask';
export { VerifyTask } from './VerifyTask';
export { scheduleTasks } from './scheduleTasks';
export type { ScheduledTask } from './types';
