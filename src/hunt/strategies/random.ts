import type { StrategyFactory } from '../strategy.js';

/** Independent draws from the claim's own generator. */
export const randomDraws: StrategyFactory = ({ draw }) => ({ propose: draw, observe() {} });
