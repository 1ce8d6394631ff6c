import { cornered } from '../corners.js';
import { base, type StrategyFactory } from '../strategy.js';

/** Draws and elites pushed into corners. */
export const corners: StrategyFactory = (setting) => ({ propose: () => cornered(base(setting, 0.3), setting.random), observe() {} });
