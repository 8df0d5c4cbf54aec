/** A square drawing area with margins for its axes, in px; shares 0–1 run to the right and up. */
export const PLOT = { side: 320, left: 44, top: 12, width: 380, height: 372 };

export const acrossPlot = (share: number): number => round(PLOT.left + share * PLOT.side);
export const upPlot = (share: number): number => round(PLOT.top + (1 - share) * PLOT.side);

export const round = (value: number): number => Math.round(value * 10) / 10;
